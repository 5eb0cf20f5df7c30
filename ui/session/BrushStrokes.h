// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <QColor>
#include <QPolygonF>
#include <QSize>

#include <vector>

class QPainter;

namespace hourglass::ui {

/// Of a round brush, in pixels of the picture.
struct BrushStroke {
    QPolygonF points;
    double width = 1;
    bool rubsOut = false;
    bool operator==(const BrushStroke&) const = default;
};

/// One after the other: what rubs out is painted in the second colour.
void paintStroke(QPainter& painter, const BrushStroke& stroke, const QColor& colour, const QColor& rubbed);
/// White where strokes were painted. Any thread.
/// @return one plane
Planes painted(const std::vector<BrushStroke>& strokes, const QSize& size);

} // namespace hourglass::ui
