// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/PointMotion.h"

#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// Finds the point under the pointer without looking at all of them.
class PointGrid {
public:
    PointGrid() = default;
    /// @param places  in pixels; those outside `area` or that are no numbers are left out
    PointGrid(const PointPlaces& places, const QRectF& area);

    /// The nearest one at most `reach` pixels away; of several, the one painted last, which covers the others.
    std::optional<int> nearest(const QPointF& place, double reach) const;

private:
    struct Point {
        float x, y;
        int index;
    };
    int columnOf(double x) const;
    int rowOf(double y) const;

    QRectF m_area;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<int> m_first;    ///< of each cell, and one beyond the last
    std::vector<Point> m_points; ///< cell by cell
};

} // namespace hourglass::ui
