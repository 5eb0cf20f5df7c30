// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LensPanel.h"

#include "ui/charts/FigureView.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace hourglass::ui {

LensPanel::LensPanel(QWidget* parent)
    : QScrollArea(parent)
    , m_empty(new QLabel(tr("This variant has nothing more to show than its reconstructions"))) {
    auto* content = new QWidget;
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(14);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_row->addWidget(m_empty, 1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
}

void LensPanel::setFigures(const std::vector<Figure>& figures) {
    while (m_cards.size() < figures.size())
        addCard();
    m_empty->setVisible(figures.empty());
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const Card& card = m_cards[i];
        card.frame->setVisible(i < figures.size());
        if (i >= figures.size())
            continue;
        card.title->setText(toQString(figures[i].title));
        card.title->setToolTip(asToolTip(toQString(figures[i].help)));
        card.view->setFigure(figures[i]);
    }
}

void LensPanel::addCard() {
    auto* frame = new QWidget;
    auto* title = new QLabel;
    title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the figures share the width, not their titles
    auto* view = new FigureView;
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(view, 1);
    m_row->addWidget(frame, 1);
    m_cards.push_back({frame, title, view});
}

} // namespace hourglass::ui
