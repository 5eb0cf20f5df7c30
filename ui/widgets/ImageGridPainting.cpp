// SPDX-License-Identifier: GPL-3.0-or-later
// How an ImageGrid draws what it has laid out.
#include "ui/widgets/ImageGrid.h"

#include "ui/widgets/PictureView.h"
#include "ui/widgets/SmallFont.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int ScaleHeight = 7;
constexpr double MarkSize = 9;
} // namespace

void ImageGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const Layout layout = layoutFor(size());
    paintAll(painter, layout, devicePixelRatioF());
    if (hasFocus() && m_current.row >= 0) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(cellRect(layout, m_current.row, m_current.column).adjusted(-1, -1, 1, 1));
    }
}

void ImageGrid::paintPicture(QPainter& painter) {
    constexpr double sharpness = 2; // pixels for one of the screen
    if (!isEmpty())
        paintAll(painter, layoutFor(pictureSize()), sharpness);
}

void ImageGrid::paintAll(QPainter& painter, const Layout& layout, double ratio) {
    const int end = layout.first + layout.columns;
    painter.setFont(smallFont(font()));
    if (layout.headingHeight > 0)
        paintHeadings(painter, layout);
    for (int row = 0; row < int(m_content.rows.size()); ++row) {
        paintTitle(painter, titleRect(layout, row), m_content.rows[std::size_t(row)]);
        for (int column = layout.first; column < end; ++column)
            paintCell(painter, cellRect(layout, row, column), {row, column}, ratio);
    }
    for (int column = layout.first; column < end; ++column)
        if (!m_content.columns[std::size_t(column)].mark.isEmpty())
            paintMark(painter, cellRect(layout, 0, column));
    if (layout.captionHeight > 0)
        paintCaptions(painter, layout);
}

void ImageGrid::paintTitle(QPainter& painter, const QRect& place, const Row& row) {
    painter.setPen(palette().color(QPalette::Text));
    const int line = painter.fontMetrics().height();
    if (row.scale.colours.isNull() || place.height() < 2 * line) {
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextWordWrap, row.title);
        return;
    }
    QRect words = place;
    words.setHeight(2 * line);
    words.moveCenter(place.center());
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, row.title);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRect below(place.left(), words.top() + line, place.width(), line);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, row.scale.from);
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, row.scale.to);
    const auto widthOf = [&](const QString& text) { return painter.fontMetrics().horizontalAdvance(text) + Gap; };
    QRect bar(below.left() + widthOf(row.scale.from), 0, below.width() - widthOf(row.scale.from) - widthOf(row.scale.to),
              ScaleHeight);
    bar.moveTop(below.center().y() - ScaleHeight / 2);
    if (bar.width() < ScaleHeight)
        return;
    painter.drawImage(bar, row.scale.colours);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
}

void ImageGrid::paintHeadings(QPainter& painter, const Layout& layout) {
    painter.setPen(palette().color(QPalette::Text));
    const int end = layout.first + layout.columns;
    for (int first = layout.first, next = 0; first < end; first = next) {
        for (next = first + 1; next < end && m_content.columns[std::size_t(next)].heading.isEmpty();)
            ++next;
        const int left = cellRect(layout, 0, first).left();
        const QRect place(left, 0, cellRect(layout, 0, next - 1).right() - left + GroupGap, layout.headingHeight);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignTop,
                         painter.fontMetrics().elidedText(headingOf(first), Qt::ElideRight, place.width()));
    }
}

void ImageGrid::paintCaptions(QPainter& painter, const Layout& layout) {
    const int top = cellRect(layout, int(m_content.rows.size()) - 1, 0).bottom() + 1;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    QStringList titles = m_content.captionTitle.split('\n');
    for (QString& title : titles)
        title = painter.fontMetrics().elidedText(title, Qt::ElideRight, layout.titleWidth + Gap); // widths are rounded
    painter.drawText(QRect(-Gap, top, layout.titleWidth + Gap, layout.captionHeight), Qt::AlignRight | Qt::AlignVCenter,
                     titles.join('\n'));
    for (int column = layout.first; column < layout.first + layout.columns; ++column) {
        const QRect cell = cellRect(layout, 0, column);
        const QRect place(cell.center().x() - layout.pitch / 2, top, layout.pitch, layout.captionHeight);
        painter.drawText(place, Qt::AlignCenter, m_content.columns[std::size_t(column)].caption);
    }
}

/// A frame, and a corner that stands out without its colour as well.
void ImageGrid::paintMark(QPainter& painter, const QRect& rect) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    painter.setPen(palette().color(QPalette::Base));
    painter.setBrush(palette().color(QPalette::Highlight));
    const QPointF corner = rect.topLeft() - QPointF(1, 1);
    painter.drawPolygon(QPolygonF{corner, corner + QPointF(MarkSize, 0), corner + QPointF(0, MarkSize)});
    painter.setBrush(Qt::NoBrush);
}

const QPixmap& ImageGrid::scaled(const Cell& cell, const QSize& size) {
    QPixmap& pixmap = m_scaled[std::size_t(cell.row)][std::size_t(cell.column)];
    if (pixmap.size() != size)
        pixmap =
            QPixmap::fromImage(scaledPicture(size, m_content.rows[std::size_t(cell.row)].images[std::size_t(cell.column)]));
    return pixmap;
}

void ImageGrid::paintCell(QPainter& painter, const QRect& rect, const Cell& cell, double ratio) {
    const QImage& image = m_content.rows[std::size_t(cell.row)].images[std::size_t(cell.column)];
    if (!image.isNull()) {
        QRect place({}, image.size().scaled(rect.size(), Qt::KeepAspectRatio));
        place.moveCenter(rect.center());
        const QSize size = (QSizeF(place.size()) * ratio).toSize().expandedTo({1, 1});
        painter.drawPixmap(place, scaled(cell, size));
        painter.setPen(palette().color(QPalette::Mid)); // what is as bright as the background belongs to the picture too
        painter.drawRect(place.adjusted(0, 0, -1, -1));
    }
}

} // namespace hourglass::ui
