// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QRectF>
#include <QString>

#include <vector>

namespace hourglass::ui {

/// What a chart says about the place under the pointer: a picture, or none, and lines with a spot of their colour.
struct HoverCard {
    struct Line {
        QColor colour; ///< invalid: no spot
        QString text;
    };

    QImage picture;
    std::vector<Line> lines;

    /// The lines in one sentence, for a screen reader.
    QString text() const;
    /// Paints the card beside `anchor`, but wholly inside `bounds` if it fits there at all.
    /// @return where it stands
    QRectF paint(QPainter& painter, const QRectF& bounds, const QPointF& anchor, const QPalette& palette) const;
};

} // namespace hourglass::ui
