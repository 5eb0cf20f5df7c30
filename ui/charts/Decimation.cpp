// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/Decimation.h"

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

QList<QPointF> decimate(std::span<const QPointF> points, int columns, double above) {
    QList<QPointF> kept;
    if (points.empty())
        return kept;
    const double first = points.front().x();
    const double perColumn = (points.back().x() - first) / std::max(1, columns);
    const bool few = points.size() <= 2 * std::size_t(std::max(1, columns));

    const QPointF* lowest = nullptr;
    const QPointF* highest = nullptr;
    const auto endOf = [&](double column) {
        return column < columns - 1 ? first + (column + 1) * perColumn : std::numeric_limits<double>::infinity();
    };
    double columnEnd = endOf(0);
    const auto finishColumn = [&] {
        if (!lowest)
            return;
        const auto [earlier, later] = std::minmax(lowest, highest); // both point into `points`
        kept.append(*earlier);
        if (later != earlier)
            kept.append(*later);
        lowest = highest = nullptr;
    };
    for (const QPointF& point : points) {
        if (!(point.y() > above))
            continue;
        if (few) {
            kept.append(point);
            continue;
        }
        if (point.x() >= columnEnd) {
            finishColumn();
            columnEnd = endOf(std::floor((point.x() - first) / perColumn));
        }
        if (!lowest || point.y() < lowest->y())
            lowest = &point;
        if (!highest || point.y() > highest->y())
            highest = &point;
    }
    finishColumn();
    return kept;
}

} // namespace hourglass::ui
