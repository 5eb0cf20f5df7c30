// SPDX-License-Identifier: GPL-3.0-or-later
// The sample on its way down the hourglass, beside the bars.
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"

#include <QHelpEvent>
#include <QToolTip>

namespace hourglass::ui {

void HourglassView::setSample(const std::vector<QImage>& pictures, qint64 number) {
    const bool hadColumn = m_hasColumn;
    m_hasColumn = !pictures.empty();
    m_sample = number;
    m_samples.setPictures(pictures);
    if (m_hasColumn != hadColumn && !m_bars.empty())
        arrange(false);
    update();
}

int HourglassView::columnWidth() const {
    return m_hasColumn ? SampleColumn::widthFor(fontMetrics()) : 0;
}

QRect HourglassView::columnArea() const {
    return {width() - columnWidth(), 0, columnWidth(), height()};
}

std::vector<QRect> HourglassView::barPlaces() const {
    std::vector<QRect> places;
    for (const LayerBar* bar : m_bars)
        places.push_back(bar->geometry());
    return places;
}

bool HourglassView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::vector<QRect> places = barPlaces();
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const QRect place = m_samples.placeOf(i, places, columnArea());
        if (!place.contains(help->pos()))
            continue;
        const BarRole role = m_bars[i]->content().id.role;
        const QString what = role == BarRole::Input    ? tr("Sample %1, as it goes in").arg(m_sample)
                             : role == BarRole::Output ? tr("Sample %1, as it comes out").arg(m_sample)
                                                       : tr("What this layer makes of sample %1: black is its least "
                                                            "number, white its greatest")
                                                             .arg(m_sample);
        QToolTip::showText(help->globalPos(), m_samples.largePicture(i) + "<br/>" + what.toHtmlEscaped(), this, place);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace hourglass::ui
