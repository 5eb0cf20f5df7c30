// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

namespace hourglass {

/// The smallest convex polygon around points of the plane.
class PlaneHull {
public:
    using Point = std::array<double, 2>;

    explicit PlaneHull(std::vector<Point> points);

    /// Its corners, counter-clockwise; fewer than three where all points lie on a line.
    const std::vector<Point>& corners() const { return m_corners; }
    double area() const;
    /// Whether the point lies inside or on the edge.
    bool contains(const Point& point) const;

private:
    std::vector<Point> m_corners;
};

} // namespace hourglass
