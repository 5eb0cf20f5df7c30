// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
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
    /// Where the card stands: beside `anchor`, but wholly inside `bounds` if it fits there at all.
    QRectF place(const QFont& font, const QRectF& bounds, const QPointF& anchor) const;
    /// @param card    as large as its place() for the painter's font and these bounds
    void paintAt(QPainter& painter, const QRectF& card, const QRectF& bounds, const QPalette& palette) const;
    /// Both at once.
    void paint(QPainter& painter, const QRectF& bounds, const QPointF& anchor, const QPalette& palette) const;
};

} // namespace hourglass::ui
