// SPDX-License-Identifier: GPL-3.0-or-later
// Which steps a LossPlot shows.
#include "ui/charts/LossPlot.h"

#include "ui/style/Theme.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

double LossPlot::stepAt(double x) const {
    return m_window.lower() + (x - plotArea().left()) / plotArea().width() * m_window.span();
}

/// With one beyond each end, which the line leads to.
std::span<const QPointF> LossPlot::pointsOnShow(const Line& line) const {
    const std::vector<QPointF>& points = *line.points;
    if (m_window.isWhole())
        return points;
    auto first = std::ranges::lower_bound(points, m_window.lower(), {}, &QPointF::x);
    auto last = std::ranges::upper_bound(points, m_window.upper(), {}, &QPointF::x);
    first -= first == points.begin() ? 0 : 1;
    last += last == points.end() ? 0 : 1;
    return {first, last};
}

void LossPlot::zoom(double factor, const QPointF& place) {
    m_window.zoom(factor, stepAt(place.x()));
    refreshNow();
}

void LossPlot::pan(const QPointF& share) {
    m_window.pan(share.x());
    refreshNow();
}

void LossPlot::showRange(double left, double right) {
    m_window.show(stepAt(left), stepAt(right));
    refreshNow();
}

void LossPlot::showAll() {
    m_window.showAll();
    refreshNow();
}

std::optional<QPointF> LossPlot::cursorPlace() const {
    const bool isOnShow = m_cursor && *m_cursor >= m_window.lower() && *m_cursor <= m_window.upper();
    return isOnShow ? std::optional(toPixels({*m_cursor, 0})) : std::nullopt;
}

void LossPlot::paintWindowNote(QPainter& painter) const {
    painter.setPen(chartColours(palette()).mutedText);
    painter.drawText(plotArea().adjusted(4, 0, -4, -2), Qt::AlignLeft | Qt::AlignBottom,
                     tr("double click or Home: all steps"));
}

} // namespace hourglass::ui
