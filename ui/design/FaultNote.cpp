// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/FaultNote.h"

#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/Words.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace hourglass::ui {

FaultNote::FaultNote(QWidget* parent)
    : QWidget(parent)
    , m_message(new FaultLabel(this)) {
    m_message->setAlignment(Qt::AlignHCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_message);
    layout->addLayout(new FlowLayout(4, 4));
    hide();
}

void FaultNote::setMessage(const QString& message) {
    m_message->setMessage(message);
    offer({});
    setVisible(!message.isEmpty());
}

bool FaultNote::isEmpty() const {
    return m_message->text().isEmpty();
}

bool FaultNote::offer(const std::vector<RepairOffer>& offers) {
    if (std::exchange(m_offers, offers) == offers)
        return false;
    while (m_buttons.size() < offers.size()) {
        auto* button = new QPushButton(this);
        connect(button, &QPushButton::clicked, this, [this, index = int(m_buttons.size())] { Q_EMIT repairChosen(index); });
        layout()->itemAt(1)->layout()->addWidget(button);
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const RepairOffer offer = i < offers.size() ? offers[i] : RepairOffer();
        m_buttons[i]->setText(offer.title);
        m_buttons[i]->setToolTip(asToolTip(offer.help));
        m_buttons[i]->setVisible(i < offers.size());
    }
    layout()->invalidate();
    return true;
}

} // namespace hourglass::ui
