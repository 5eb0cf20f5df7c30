// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"

#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include <vector>

namespace hourglass::ui {

// One drawing for each kind of figure: into `area`, in the colours of `palette`, and the words for the thing at a place.

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const BarFigure& figure);
QString wordsAt(const QPointF& place, const QRectF& area, const BarFigure& figure);

/// Pictures as large as the area allows, all of the same size, row after row.
void draw(QPainter& painter, const QRectF& area, const PictureFigure& figure, const std::vector<QPixmap>& pictures);
QString wordsAt(const QPointF& place, const QRectF& area, const PictureFigure& figure);

/// Points with lines to where they are drawn to.
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const ArrowFigure& figure);
/// Nodes on a circle, arrows as opaque as they are strong.
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const GraphFigure& figure);
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const FactFigure& figure);

} // namespace hourglass::ui
