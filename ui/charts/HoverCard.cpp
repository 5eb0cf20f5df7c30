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

/// Of the lines, which begin side by side.
double indentOf(const HoverCard& card) {
    const bool spots =
        std::any_of(card.lines.begin(), card.lines.end(), [](const HoverCard::Line& line) { return line.colour.isValid(); });
    return spots ? spotSize + 6 : 0;
}

/// Where the lines begin, from the card's edge.
double textLeft(const QSizeF& pictureSize) {
    return padding + (pictureSize.isEmpty() ? 0 : pictureSize.width() + padding);
}

} // namespace

QString HoverCard::text() const {
    QStringList texts;
    for (const Line& line : lines)
        texts << line.text;
    return texts.join(QStringLiteral(", "));
}

QRectF HoverCard::place(const QFont& font, const QRectF& bounds, const QPointF& anchor) const {
    const QFontMetricsF metrics(font);
    double textWidth = 0;
    for (const Line& line : lines)
        textWidth = std::max(textWidth, indentOf(*this) + metrics.horizontalAdvance(line.text));
    const QSizeF pictureSize = shownSize(picture, bounds);
    const double textHeight = double(lines.size()) * metrics.lineSpacing();
    const QSizeF size(textLeft(pictureSize) + textWidth + padding, std::max(pictureSize.height(), textHeight) + 2 * padding);
    return {placed(size, bounds, anchor), size};
}

void HoverCard::paintAt(QPainter& painter, const QRectF& card, const QRectF& bounds, const QPalette& palette) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor background = palette.color(QPalette::ToolTipBase);
    background.setAlphaF(0.94F);
    painter.setPen(palette.color(QPalette::Mid));
    painter.setBrush(background);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const QSizeF pictureSize = shownSize(picture, bounds);
    painter.drawImage(QRectF(card.topLeft() + QPointF(padding, padding), pictureSize), picture);
    const double left = card.left() + textLeft(pictureSize);
    const double lineHeight = QFontMetricsF(painter.font()).lineSpacing();
    double top = card.center().y() - double(lines.size()) * lineHeight / 2;
    for (const Line& line : lines) {
        const QRectF row(left, top, card.right() - padding - left, lineHeight);
        if (line.colour.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(line.colour);
            painter.drawEllipse(QRectF(row.left(), row.center().y() - spotSize / 2, spotSize, spotSize));
        }
        painter.setPen(palette.color(QPalette::ToolTipText));
        painter.drawText(row.adjusted(indentOf(*this), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         line.text);
        top += lineHeight;
    }
    painter.restore();
}

void HoverCard::paint(QPainter& painter, const QRectF& bounds, const QPointF& anchor, const QPalette& palette) const {
    paintAt(painter, place(painter.font(), bounds, anchor), bounds, palette);
}

} // namespace hourglass::ui
