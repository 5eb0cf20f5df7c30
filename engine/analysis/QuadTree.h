// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hourglass {

/// Points of the plane in squares of squares, so that what is far away counts as one point (Barnes & Hut, A hierarchical
/// O(N log N) force-calculation algorithm, Nature 1986).
class QuadTree {
public:
    using Point = std::array<double, 2>;

    /// @param points  finite
    explicit QuadTree(const std::vector<Point>& points);

    struct Repulsion {
        double weight = 0; ///< Σ q, with q = 1 / (1 + squared distance)
        Point force{};     ///< Σ q² · (point − other)
    };
    /// Of all others on one of the points.
    /// @param theta  see EmbeddingOptions
    Repulsion on(const Point& point, double theta) const;

private:
    struct Cell {
        Point sum{}; ///< of its points; their mean once the tree stands
        double mass = 0;
        Point middle{};
        double width = 0;
        std::int32_t children = -1; ///< the first of four; −1 for none
    };
    void insert(const Point& point);
    void divide(std::int32_t index);
    static int quarter(const Cell& cell, const Point& point);

    std::vector<Cell> m_cells; ///< the first one holds all points
};

} // namespace hourglass
