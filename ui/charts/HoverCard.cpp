// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/HoverCard.h"

#include <QFontMetricsF>
#include <QStringList>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr double padding = 7;
constexpr double spotSize = 8;
constexpr double distance = 14;    ///< from the anchor
constexpr double pictureSide = 64; // and less on a small plot

QSizeF shownSize(const QImage& picture, const QRectF& bounds) {
    const double side = std::clamp(bounds.height() / 4, pictureSide / 2, pictureSide);
    return picture.isNull() ? QSizeF() : QSizeF(picture.size()).scaled(side, side, Qt::KeepAspectRatio);
}

/// To the right of and above the anchor where there is room, else on the other side, else as near as possible.
QPointF placed(const QSizeF& size, const QRectF& bounds, const QPointF& anchor) {
    double x = anchor.x() + distance;
    if (x + size.width() > bounds.right())
        x = anchor.x() - distance - size.width();
    double y = anchor.y() - distance - size.height();
    if (y < bounds.top())
        y = anchor.y() + distance;
    return {std::max(bounds.left(), std::min(x, bounds.right() - size.width())),
            std::max(bounds.top(), std::min(y, bounds.bottom() - size.height()))};
}

} // namespace

QString HoverCard::text() const {
    QStringList texts;
    for (const Line& line : lines)
        texts << line.text;
    return texts.join(QStringLiteral(", "));
}

QRectF HoverCard::paint(QPainter& painter, const QRectF& bounds, const QPointF& anchor, const QPalette& palette) const {
    const QFontMetricsF metrics(painter.font());
    const bool spots = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.colour.isValid(); });
    const double indent = spots ? spotSize + 6 : 0;
    double textWidth = 0;
    for (const Line& line : lines)
        textWidth = std::max(textWidth, indent + metrics.horizontalAdvance(line.text));
    const double textHeight = double(lines.size()) * metrics.lineSpacing();
    const QSizeF pictureSize = shownSize(picture, bounds);
    const double textLeft = picture.isNull() ? 0 : pictureSize.width() + padding;
    const QSizeF size(textLeft + textWidth + 2 * padding, std::max(pictureSize.height(), textHeight) + 2 * padding);
    const QRectF card(placed(size, bounds, anchor), size);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor background = palette.color(QPalette::ToolTipBase);
    background.setAlphaF(0.94F);
    painter.setPen(palette.color(QPalette::Mid));
    painter.setBrush(background);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.drawImage(QRectF(card.topLeft() + QPointF(padding, padding), pictureSize), picture);

    double top = card.center().y() - textHeight / 2;
    for (const Line& line : lines) {
        const QRectF row(card.left() + padding + textLeft, top, textWidth, metrics.lineSpacing());
        if (line.colour.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(line.colour);
            painter.drawEllipse(QRectF(row.left(), row.center().y() - spotSize / 2, spotSize, spotSize));
        }
        painter.setPen(palette.color(QPalette::ToolTipText));
        painter.drawText(row.adjusted(indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, line.text);
        top += metrics.lineSpacing();
    }
    painter.restore();
    return card;
}

} // namespace hourglass::ui
