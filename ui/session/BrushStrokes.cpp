// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/BrushStrokes.h"

#include "ui/session/Convert.h"

#include <QPainter>

namespace hourglass::ui {

Planes painted(const std::vector<BrushStroke>& strokes, const QSize& size) {
    QImage mask(size, QImage::Format_Grayscale8);
    mask.fill(Qt::black);
    QPainter painter(&mask);
    for (const BrushStroke& stroke : strokes)
        paintStroke(painter, stroke, Qt::white, Qt::black);
    painter.end();
    return toPlanes(mask);
}

void paintStroke(QPainter& painter, const BrushStroke& stroke, const QColor& colour, const QColor& rubbed) {
    painter.setPen(QPen(stroke.rubsOut ? rubbed : colour, stroke.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (stroke.points.size() == 1)
        painter.drawPoint(stroke.points.front());
    else
        painter.drawPolyline(stroke.points);
}

} // namespace hourglass::ui
