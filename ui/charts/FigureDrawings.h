// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace hourglass::ui {

// For each kind of figure a drawing into `area`, in the colours of `palette`; the least size at which its numbers are whole
// and its pictures can be seen; and the words for the thing at a place, where there are some.

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const BarFigure& figure);
QSizeF leastSize(const QFontMetricsF& metrics, const BarFigure& figure);
QString wordsAt(const QPointF& place, const QRectF& area, const BarFigure& figure);

/// Pictures as large as the area allows, all of the same size, row after row. Captions that are the same in every row
/// stand over their columns.
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const PictureFigure& figure,
          const std::vector<QPixmap>& pictures);
QSizeF leastSize(const QFontMetricsF& metrics, const PictureFigure& figure);
QString wordsAt(const QPointF& place, const QRectF& area, const PictureFigure& figure);

/// Points with lines to where they are drawn to.
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const ArrowFigure& figure);
QSizeF leastSize(const QFontMetricsF& metrics, const ArrowFigure& figure);

/// Nodes on a circle, arrows as opaque as they are strong.
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const GraphFigure& figure);
QSizeF leastSize(const QFontMetricsF& metrics, const GraphFigure& figure);

/// Each number on a ground that is the stronger, the larger it is.
void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const TableFigure& figure);
QSizeF leastSize(const QFontMetricsF& metrics, const TableFigure& figure);

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const FactFigure& figure);
QSizeF leastSize(const QFontMetricsF& metrics, const FactFigure& figure);

} // namespace hourglass::ui
