// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/QuadTree.h"

#include <algorithm>
#include <limits>

namespace hourglass {

namespace {
/// Points that so many halvings cannot part share a cell.
constexpr int kDeepest = 40;
} // namespace

QuadTree::QuadTree(const std::vector<Point>& points) {
    Point low, high;
    low.fill(std::numeric_limits<double>::infinity());
    high.fill(-std::numeric_limits<double>::infinity());
    for (const Point& point : points)
        for (std::size_t axis : {0u, 1u}) {
            low[axis] = std::min(low[axis], point[axis]);
            high[axis] = std::max(high[axis], point[axis]);
        }
    m_cells.reserve(4 * points.size() + 1);
    m_cells.emplace_back();
    if (points.empty())
        return;
    m_cells[0].middle = {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2};
    m_cells[0].width = std::max(high[0] - low[0], high[1] - low[1]);
    for (const Point& point : points)
        insert(point);
    for (Cell& cell : m_cells)
        if (cell.mass > 0)
            cell.sum = {cell.sum[0] / cell.mass, cell.sum[1] / cell.mass};
}

int QuadTree::quarter(const Cell& cell, const Point& point) {
    return int(point[0] > cell.middle[0]) + 2 * int(point[1] > cell.middle[1]);
}

void QuadTree::divide(std::int32_t index) {
    const auto children = std::int32_t(m_cells.size());
    const Cell parent = m_cells[std::size_t(index)];
    for (int i = 0; i < 4; ++i) {
        Cell child;
        child.width = parent.width / 2;
        child.middle = {parent.middle[0] + (i % 2 == 0 ? -0.25 : 0.25) * parent.width,
                        parent.middle[1] + (i < 2 ? -0.25 : 0.25) * parent.width};
        m_cells.push_back(child);
    }
    m_cells[std::size_t(index)].children = children;
    // What the cell held lies on one spot, at their mean.
    Cell& heir =
        m_cells[std::size_t(children + quarter(parent, {parent.sum[0] / parent.mass, parent.sum[1] / parent.mass}))];
    heir.sum = parent.sum;
    heir.mass = parent.mass;
}

void QuadTree::insert(const Point& point) {
    std::int32_t index = 0;
    for (int depth = 0;; ++depth) {
        const Cell& cell = m_cells[std::size_t(index)];
        const bool isLeaf = cell.children < 0;
        const bool isOnSpot = cell.mass > 0 && cell.sum[0] == cell.mass * point[0] && cell.sum[1] == cell.mass * point[1];
        const bool stays = isLeaf && (cell.mass == 0 || isOnSpot || depth == kDeepest);
        if (isLeaf && !stays)
            divide(index);
        Cell& here = m_cells[std::size_t(index)];
        here.sum[0] += point[0];
        here.sum[1] += point[1];
        here.mass += 1;
        if (stays)
            return;
        index = here.children + quarter(here, point);
    }
}

QuadTree::Repulsion QuadTree::on(const Point& point, double theta) const {
    Repulsion total;
    const double limit = std::min(theta * theta, 0.5); // a cell's own points see its mean within √2 of its width
    std::array<std::int32_t, 4 * kDeepest + 4> waiting;
    std::size_t count = 0;
    waiting[count++] = 0;
    while (count > 0) {
        const Cell& cell = m_cells[std::size_t(waiting[--count])];
        const double x = point[0] - cell.sum[0], y = point[1] - cell.sum[1];
        const double square = x * x + y * y;
        if (cell.children >= 0 && cell.width * cell.width >= limit * square) {
            for (std::int32_t child = cell.children; child < cell.children + 4; ++child)
                if (m_cells[std::size_t(child)].mass > 0)
                    waiting[count++] = child;
            continue;
        }
        const double q = 1 / (1 + square);
        total.weight += cell.mass * q;
        total.force[0] += cell.mass * q * q * x;
        total.force[1] += cell.mass * q * q * y;
    }
    total.weight -= 1; // the point itself, at no distance
    return total;
}

} // namespace hourglass
