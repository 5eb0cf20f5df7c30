// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QPainter;
class QPointF;

namespace hourglass::ui {

/// The second cue beside the colour.
enum class MarkerShape { Circle, Square, Triangle, Diamond, InvertedTriangle };

/// One of ten colours that stay apart under protanopia and deuteranopia and have at least 3 : 1 contrast on the
/// palette's base. Classes 10 apart share a colour but not a shape. The accent colour for −1, "no class".
QColor classColour(int label, const QPalette& palette);

/// Classes that share a shape have colours that are easy to tell apart. Circle for −1.
MarkerShape markerShape(int label);

/// Fills the shape with the painter's brush and draws its outline with the painter's pen.
/// @param radius  of a circle, in pixels; the other shapes look as large
void paintMarker(QPainter& painter, MarkerShape shape, const QPointF& centre, double radius);

} // namespace hourglass::ui
