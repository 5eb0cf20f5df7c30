// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/PinControls.h"

#include "ui/train/SampleBox.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Words.h"

#include <QPushButton>

namespace hourglass::ui {

PinControls::PinControls(QWidget* parent)
    : QWidget(parent)
    , m_sample(new SampleBox)
    , m_pin(new QPushButton(tr("&Pin")))
    , m_clear(new QPushButton(tr("&Unpin all"))) {
    m_pin->setToolTip(asToolTip(tr("Keep the sample with this number on show while the network learns.")));
    m_pin->setAccessibleName(tr("Pin the sample with this number"));
    m_clear->setToolTip(asToolTip(tr("Take all pinned samples away.")));
    m_clear->setAccessibleName(tr("Unpin all samples"));
    auto* layout = new FlowLayout(6, 4);
    setLayout(layout);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_sample, m_pin, m_clear})
        layout->addWidget(widget);
    connect(m_sample, &SampleBox::entered, this, &PinControls::pinRequested);
    connect(m_pin, &QPushButton::clicked, this, [this] { Q_EMIT pinRequested(m_sample->sample()); });
    connect(m_clear, &QPushButton::clicked, this, &PinControls::clearRequested);
    setAlbum(nullptr);
    setClearable(false);
}

void PinControls::setAlbum(std::shared_ptr<const Album> album) {
    m_pin->setEnabled(album && album->count() > 0);
    m_sample->setAlbum(std::move(album));
}

void PinControls::setClearable(bool clearable) {
    m_clear->setEnabled(clearable);
}

} // namespace hourglass::ui
