// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PointGrid.h"

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {
constexpr double CellSide = 16; // px
}

PointGrid::PointGrid(const PointPlaces& places, const QRectF& area)
    : m_area(area)
    , m_columns(int(area.width() / CellSide) + 1)
    , m_rows(int(area.height() / CellSide) + 1)
    , m_first(std::size_t(m_columns) * std::size_t(m_rows) + 1) {
    const auto cellOf = [&](std::size_t i) { // −1 for none
        const double x = places.x[i], y = places.y[i];
        const bool inside = x >= area.left() && x <= area.right() && y >= area.top() && y <= area.bottom();
        return inside ? rowOf(y) * m_columns + columnOf(x) : -1;
    };
    for (std::size_t i = 0; i < places.count(); ++i)
        if (const int cell = cellOf(i); cell >= 0)
            ++m_first[std::size_t(cell) + 1];
    for (std::size_t cell = 1; cell < m_first.size(); ++cell)
        m_first[cell] += m_first[cell - 1];
    m_points.resize(std::size_t(m_first.back()));
    std::vector<int> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < places.count(); ++i)
        if (const int cell = cellOf(i); cell >= 0)
            m_points[std::size_t(next[std::size_t(cell)]++)] = {places.x[i], places.y[i], int(i)};
}

int PointGrid::columnOf(double x) const {
    return std::clamp(int((x - m_area.left()) / CellSide), 0, m_columns - 1);
}

int PointGrid::rowOf(double y) const {
    return std::clamp(int((y - m_area.top()) / CellSide), 0, m_rows - 1);
}

std::optional<int> PointGrid::nearest(const QPointF& place, double reach) const {
    std::optional<int> found;
    double least = reach * reach;
    if (m_points.empty())
        return found;
    for (int row = rowOf(place.y() - reach); row <= rowOf(place.y() + reach); ++row)
        for (int column = columnOf(place.x() - reach); column <= columnOf(place.x() + reach); ++column) {
            const auto cell = std::size_t(row * m_columns + column);
            for (int i = m_first[cell]; i < m_first[cell + 1]; ++i) {
                const Point& point = m_points[std::size_t(i)];
                const QPointF offset(point.x - place.x(), point.y - place.y());
                const double distance = QPointF::dotProduct(offset, offset);
                if (distance < least || (distance == least && (!found || point.index > *found))) {
                    least = distance;
                    found = point.index;
                }
            }
        }
    return found;
}

} // namespace hourglass::ui
