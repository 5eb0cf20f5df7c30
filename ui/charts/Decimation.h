// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <limits>
#include <span>

namespace hourglass::ui {

/// The lowest and the highest point of each of `columns` equally wide columns between the first and the last x, in
/// the order in which they come: at most 2 · columns points that look like all of them. O(points).
/// @param points  ascending in x
/// @param above   points whose y is not greater are left out (0 before a logarithm)
QList<QPointF> decimate(std::span<const QPointF> points, int columns,
                        double above = -std::numeric_limits<double>::infinity());

} // namespace hourglass::ui
