// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <vector>

namespace hourglass::ui {

/// A line that grows: every point as it came, and a running mean of it. Appending costs the same however long it is.
class Curve {
public:
    /// @param x  greater than every x before
    /// A value that is not finite is left out: it has no place on a chart.
    void append(double x, double y);
    /// @param steps  how many of the last values the mean is over, roughly; 1 for no smoothing. O(points).
    void setSmoothing(double steps);

    const std::vector<QPointF>& points() const { return m_points; }
    const std::vector<QPointF>& smoothed() const { return m_smoothed; }
    bool empty() const { return m_points.empty(); }

private:
    void appendSmoothed(const QPointF& point);

    std::vector<QPointF> m_points;
    std::vector<QPointF> m_smoothed;
    double m_keep = 0; ///< how much of the mean stays at each step
    double m_sum = 0;  ///< exponentially weighted
    double m_weight = 0;
};

/// The point nearest to x in a line ascending in x. The line must not be empty.
const QPointF& nearestByX(const std::vector<QPointF>& points, double x);

} // namespace hourglass::ui
