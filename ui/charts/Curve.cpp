// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/Curve.h"

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

void Curve::append(double x, double y) {
    if (!std::isfinite(y))
        return;
    m_points.emplace_back(x, y);
    appendSmoothed(m_points.back());
}

void Curve::setSmoothing(double steps) {
    m_keep = 1 - 1 / std::max(1.0, steps);
    m_sum = m_weight = 0;
    m_smoothed.clear();
    for (const QPointF& point : m_points)
        appendSmoothed(point);
}

void Curve::appendSmoothed(const QPointF& point) {
    // Dividing by the weights so far keeps the beginning from leaning towards zero.
    m_sum = m_keep * m_sum + point.y();
    m_weight = m_keep * m_weight + 1;
    m_smoothed.emplace_back(point.x(), m_sum / m_weight);
}

const QPointF& nearestByX(const std::vector<QPointF>& points, double x) {
    const auto after = std::lower_bound(points.begin(), points.end(), x,
                                        [](const QPointF& point, double value) { return point.x() < value; });
    if (after == points.begin())
        return *after;
    const auto before = std::prev(after);
    return after == points.end() || x - before->x() <= after->x() - x ? *before : *after;
}

} // namespace hourglass::ui
