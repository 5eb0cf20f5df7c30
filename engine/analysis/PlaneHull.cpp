// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/PlaneHull.h"

#include <algorithm>
#include <cstddef>

namespace hourglass {

namespace {

/// Twice the area of the triangle; positive where a, b, c turn counter-clockwise.
double turn(const PlaneHull::Point& a, const PlaneHull::Point& b, const PlaneHull::Point& c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/// Appends, after taking back whatever is no corner any more. @param kept  how many corners stay whatever comes
void append(std::vector<PlaneHull::Point>& corners, const PlaneHull::Point& point, std::size_t kept) {
    while (corners.size() > kept && turn(corners[corners.size() - 2], corners.back(), point) <= 0)
        corners.pop_back();
    corners.push_back(point);
}

} // namespace

// The lower chain from left to right, then the upper one back (Andrew, Another efficient algorithm for convex hulls in two
// dimensions, Information Processing Letters 1979).
PlaneHull::PlaneHull(std::vector<Point> points) {
    std::ranges::sort(points);
    points.erase(std::unique(points.begin(), points.end()), points.end());
    for (const Point& point : points)
        append(m_corners, point, 1);
    const std::size_t lower = m_corners.size();
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        if (*point != m_corners.back())
            append(m_corners, *point, lower);
    if (m_corners.size() > 1)
        m_corners.pop_back(); // the first one again
}

double PlaneHull::area() const {
    double twice = 0;
    for (std::size_t i = 2; i < m_corners.size(); ++i)
        twice += turn(m_corners[0], m_corners[i - 1], m_corners[i]);
    return twice / 2;
}

bool PlaneHull::contains(const Point& point) const {
    if (m_corners.size() < 3)
        return false;
    for (std::size_t i = 0; i < m_corners.size(); ++i)
        if (turn(m_corners[i], m_corners[(i + 1) % m_corners.size()], point) < 0)
            return false;
    return true;
}

} // namespace hourglass
