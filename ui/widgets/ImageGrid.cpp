// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ImageGrid.h"

#include "ui/widgets/SmallFont.h"
#include "ui/widgets/Words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int gap = 4;
constexpr int titleGap = 8;
constexpr int titleWidthAtMost = 16; // characters
constexpr int columnsAtLeast = 10;   // where the height allows larger pictures, further columns make room for them
constexpr int smallPicture = 64;

/// Small pictures keep their pixels as squares. They are enlarged by a whole factor first, so that all squares are
/// equally large, and then brought to size. Larger ones are smoothed.
QImage scaledTo(const QSize& size, const QImage& image) {
    if (std::max(image.width(), image.height()) > smallPicture)
        return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const int factor = (size.width() + image.width() - 1) / image.width();
    return image.scaled(image.size() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation)
        .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

ImageGrid::ImageGrid(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
}

void ImageGrid::setContent(const Content& content) {
    std::vector<std::vector<QPixmap>> scaled;
    for (std::size_t row = 0; row < content.rows.size(); ++row) {
        scaled.emplace_back(content.columns.size());
        // Originals stay the same from one snapshot to the next.
        for (std::size_t column = 0; column < content.columns.size(); ++column)
            if (row < m_scaled.size() && column < m_scaled[row].size() &&
                content.rows[row].images[column] == m_content.rows[row].images[column])
                scaled.back()[column] = m_scaled[row][column];
    }
    m_scaled = std::move(scaled);
    const bool asHigh = content.rows.size() == m_content.rows.size();
    m_content = content;
    if (m_current.row >= int(content.rows.size()) || m_current.column >= int(content.columns.size()))
        m_current = {};
    if (!asHigh)
        updateGeometry();
    update();
}

void ImageGrid::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

QSize ImageGrid::sizeHint() const {
    return {560, int(std::max<std::size_t>(3, m_content.rows.size())) * 52};
}

QSize ImageGrid::minimumSizeHint() const {
    return {160, int(std::max<std::size_t>(3, m_content.rows.size())) * (fontMetrics().height() + gap)};
}

ImageGrid::Layout ImageGrid::layoutFor(const QSize& size) const {
    Layout layout;
    if (hasNothing())
        return layout;
    const QFontMetrics metrics(smallFont(font()));
    const int rows = int(m_content.rows.size());
    const int columns = int(m_content.columns.size());
    for (const Row& row : m_content.rows)
        layout.titleWidth = std::max(layout.titleWidth, metrics.horizontalAdvance(row.title));
    layout.titleWidth = std::max(layout.titleWidth, metrics.horizontalAdvance(m_content.captionTitle));
    layout.titleWidth = std::min(layout.titleWidth, titleWidthAtMost * metrics.averageCharWidth());

    const QImage& first = m_content.rows.front().images.front();
    const double aspect = first.isNull() ? 1 : std::clamp(first.width() / double(first.height()), 0.4, 3.0);
    // A column is at least as wide as its caption: fewer of them with their captions say more than many without.
    int captionWidth = 0;
    for (const Column& column : m_content.columns)
        captionWidth = std::max(captionWidth, metrics.horizontalAdvance(column.caption) + 2);
    const int room = size.width() - layout.titleWidth - titleGap + gap;
    const int captioned = captionWidth > 0 ? std::max(1, room / (captionWidth + gap)) : columns;
    layout.captionHeight = captionWidth > 0 ? metrics.height() + gap : 0;
    const int highest = (size.height() - layout.captionHeight - (rows - 1) * gap) / rows;
    const int shown = std::min({columns, columnsAtLeast, captioned});
    const int widest = room / shown - gap;
    const int side = std::clamp(int(widest / aspect), 1, std::max(1, highest));
    layout.cell = {std::max(1, int(side * aspect)), side};
    layout.pitch = std::max(layout.cell.width(), captionWidth) + gap;
    layout.columns = std::clamp(room / layout.pitch, 1, columns);
    return layout;
}

QRect ImageGrid::cellRect(const Layout& layout, int row, int column) const {
    const int margin = (layout.pitch - gap - layout.cell.width()) / 2; // where the caption is the wider one
    const QPoint place(layout.titleWidth + titleGap + margin + column * layout.pitch, row * (layout.cell.height() + gap));
    return {place, layout.cell};
}

QRect ImageGrid::cellRect(int row, int column) const {
    return cellRect(layoutFor(size()), row, column);
}

void ImageGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (hasNothing()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const Layout layout = layoutFor(size());
    paintAll(painter, layout, devicePixelRatioF());
    if (hasFocus() && m_current.row >= 0 && m_current.column < layout.columns) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(cellRect(layout, m_current.row, m_current.column).adjusted(-1, -1, 1, 1));
    }
}

void ImageGrid::paintPicture(QPainter& painter) {
    constexpr double sharpness = 2; // pixels for one of the screen
    if (!hasNothing())
        paintAll(painter, layoutFor(pictureSize()), sharpness);
}

void ImageGrid::paintAll(QPainter& painter, const Layout& layout, double ratio) {
    const QColor muted = palette().color(QPalette::PlaceholderText);
    painter.setFont(smallFont(font()));
    for (int row = 0; row < int(m_content.rows.size()); ++row) {
        const QRect first = cellRect(layout, row, 0);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(0, first.top(), layout.titleWidth, first.height()),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextWordWrap, m_content.rows[std::size_t(row)].title);
        for (int column = 0; column < layout.columns; ++column)
            paintCell(painter, cellRect(layout, row, column), {row, column}, ratio);
    }
    if (layout.captionHeight == 0)
        return;
    const int top = cellRect(layout, int(m_content.rows.size()) - 1, 0).bottom() + 1;
    painter.setPen(muted);
    painter.drawText(QRect(0, top, layout.titleWidth, layout.captionHeight), Qt::AlignRight | Qt::AlignVCenter,
                     m_content.captionTitle);
    for (int column = 0; column < layout.columns; ++column) {
        const QRect cell = cellRect(layout, 0, column);
        const QRect place(cell.center().x() - layout.pitch / 2, top, layout.pitch, layout.captionHeight);
        painter.drawText(place, Qt::AlignCenter, m_content.columns[std::size_t(column)].caption);
    }
}

const QPixmap& ImageGrid::scaled(const Cell& cell, const QSize& size) {
    QPixmap& pixmap = m_scaled[std::size_t(cell.row)][std::size_t(cell.column)];
    if (pixmap.size() != size)
        pixmap = QPixmap::fromImage(scaledTo(size, m_content.rows[std::size_t(cell.row)].images[std::size_t(cell.column)]));
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

ImageGrid::Cell ImageGrid::cellAt(const QPoint& position) const {
    const Layout layout = layoutFor(size());
    for (int row = 0; row < int(m_content.rows.size()); ++row) {
        for (int column = 0; column < layout.columns; ++column) {
            if (cellRect(layout, row, column).contains(position))
                return {row, column};
        }
    }
    return {};
}

QString ImageGrid::describe(const Cell& cell) const {
    const Column& column = m_content.columns[std::size_t(cell.column)];
    QString text = tr("%1: %2").arg(column.name, m_content.rows[std::size_t(cell.row)].title);
    if (!column.caption.isEmpty())
        text += tr("; %1 %2").arg(m_content.captionTitle, column.caption);
    return text;
}

QString ImageGrid::toolTipAt(const QPoint& position) const {
    const Cell cell = cellAt(position);
    if (cell.row >= 0)
        return describe(cell);
    const Layout layout = layoutFor(size());
    for (int row = 0; row < int(m_content.rows.size()); ++row) {
        const QRect first = cellRect(layout, row, 0);
        if (QRect(0, first.top(), layout.titleWidth, first.height()).contains(position))
            return m_content.rows[std::size_t(row)].help;
    }
    return {};
}

bool ImageGrid::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), asToolTip(text), this);
    return true;
}

void ImageGrid::setCurrent(const Cell& cell) {
    m_current = cell;
    setAccessibleDescription(describe(cell));
    update();
}

void ImageGrid::mousePressEvent(QMouseEvent* event) {
    const Cell cell = cellAt(event->pos());
    if (cell.row >= 0)
        setCurrent(cell);
}

void ImageGrid::keyPressEvent(QKeyEvent* event) {
    const int right = int(event->key() == Qt::Key_Right) - int(event->key() == Qt::Key_Left);
    const int down = int(event->key() == Qt::Key_Down) - int(event->key() == Qt::Key_Up);
    if (hasNothing() || (right == 0 && down == 0)) {
        event->ignore(); // the window's shortcuts come first
        return;
    }
    const Cell next{m_current.row + down, m_current.column + right};
    setCurrent({std::clamp(next.row, 0, int(m_content.rows.size()) - 1), std::clamp(next.column, 0, visibleColumns() - 1)});
}

} // namespace hourglass::ui
