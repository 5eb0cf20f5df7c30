// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureSheet.h"

#include "ui/widgets/PictureView.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/SmallFont.h"
#include "ui/widgets/Words.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr int Gap = 4;
constexpr int SmallestSide = 32, LargestSide = 96; // px
} // namespace

PictureSheet::PictureSheet(QWidget* parent)
    : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void PictureSheet::setItems(std::vector<Item> items) {
    m_items = std::move(items);
    m_scaled.assign(m_items.size(), {});
    if (m_current && *m_current >= m_items.size())
        m_current.reset();
    setAccessibleDescription(m_current ? m_items[*m_current].name : QString());
    arrange();
    viewport()->update();
}

void PictureSheet::setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
}

int PictureSheet::captionHeight() const {
    const bool captioned = !m_items.empty() && !m_items.front().caption.isEmpty();
    return captioned ? QFontMetrics(smallFont(font())).height() : 0;
}

/// The largest pictures with which all are in sight, or else small ones and a scroll bar.
void PictureSheet::arrange() {
    const int width = std::max(1, viewport()->width()), height = std::max(1, viewport()->height());
    const int count = std::max(1, int(m_items.size()));
    int least = SmallestSide;
    if (captionHeight() > 0)
        for (const Item& item : m_items)
            least = std::max(least, QFontMetrics(smallFont(font())).horizontalAdvance(item.caption));
    const auto rowsFor = [&](int side) {
        return (count + std::max(1, width / (side + Gap)) - 1) / std::max(1, width / (side + Gap));
    };
    m_side = std::max(least, LargestSide);
    while (m_side > least && rowsFor(m_side) * (m_side + captionHeight() + Gap) > height)
        --m_side;
    m_columns = std::max(1, width / (m_side + Gap));
    const int whole = rowsFor(m_side) * (m_side + captionHeight() + Gap);
    verticalScrollBar()->setRange(0, std::max(0, whole - height));
    verticalScrollBar()->setPageStep(height);
    verticalScrollBar()->setSingleStep(m_side + captionHeight() + Gap);
}

QRect PictureSheet::placeOf(std::size_t item) const {
    const int column = int(item) % m_columns, row = int(item) / m_columns;
    return {column * (m_side + Gap), row * (m_side + captionHeight() + Gap) - verticalScrollBar()->value(), m_side, m_side};
}

std::optional<std::size_t> PictureSheet::itemAt(const QPoint& place) const {
    for (std::size_t item = 0; item < m_items.size(); ++item)
        if (placeOf(item).contains(place))
            return item;
    return std::nullopt;
}

void PictureSheet::paintItems(QPainter& painter, const QRect& seen, int top, double ratio) {
    painter.setFont(smallFont(font()));
    for (std::size_t item = 0; item < m_items.size(); ++item) {
        const QRect cell = placeOf(item).translated(0, top);
        if (m_items[item].picture.isNull() || (!seen.isNull() && !cell.adjusted(0, 0, 0, captionHeight()).intersects(seen)))
            continue;
        QRect place({}, m_items[item].picture.size().scaled(cell.size(), Qt::KeepAspectRatio));
        place.moveCenter(cell.center());
        const QSize size = (QSizeF(place.size()) * ratio).toSize().expandedTo({1, 1});
        if (m_scaled[item].size() != size)
            m_scaled[item] = QPixmap::fromImage(scaledPicture(size, m_items[item].picture));
        painter.drawPixmap(place, m_scaled[item]);
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(place.adjusted(0, 0, -1, -1));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRect(cell.left() - Gap / 2, cell.bottom() + 1, cell.width() + Gap, captionHeight()),
                         Qt::AlignCenter, m_items[item].caption);
    }
}

void PictureSheet::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    if (m_items.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    paintItems(painter, event->rect(), 0, devicePixelRatioF());
    if (m_current && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(placeOf(*m_current).adjusted(-1, -1, 1, 1));
    }
}

QSize PictureSheet::pictureSize() const {
    const int rows = (int(m_items.size()) + m_columns - 1) / m_columns;
    return {std::min(m_columns, int(m_items.size())) * (m_side + Gap), rows * (m_side + captionHeight() + Gap)};
}

void PictureSheet::paintPicture(QPainter& painter) {
    constexpr double sharpness = 2; // pixels for one of the screen
    paintItems(painter, {}, verticalScrollBar()->value(), sharpness);
}

void PictureSheet::setCurrent(std::optional<std::size_t> item) {
    m_current = item;
    setAccessibleDescription(item ? m_items[*item].name : QString());
    if (item) {
        const int top = placeOf(*item).top() + verticalScrollBar()->value();
        const int lowest = top + m_side + captionHeight() - viewport()->height();
        verticalScrollBar()->setValue(std::clamp(verticalScrollBar()->value(), std::min(lowest, top), top));
    }
    viewport()->update();
}

void PictureSheet::mousePressEvent(QMouseEvent* event) {
    const std::optional<std::size_t> item = itemAt(event->position().toPoint());
    m_pressed.reset();
    if (!item || event->button() != Qt::LeftButton)
        return;
    setCurrent(item);
    if (m_items[*item].sample)
        m_pressed = event->position().toPoint(); // it may be dragged away
    else
        Q_EMIT chosen(int(*item));
}

void PictureSheet::mouseReleaseEvent(QMouseEvent*) {
    if (std::exchange(m_pressed, std::nullopt) && m_current)
        Q_EMIT chosen(int(*m_current));
}

void PictureSheet::mouseMoveEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    if (!m_pressed || !m_current || !(event->buttons() & Qt::LeftButton) ||
        (place - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_pressed.reset();
    const Item& dragged = m_items[*m_current];
    dragSample(*this, *dragged.sample, QPixmap::fromImage(dragged.picture));
}

void PictureSheet::keyPressEvent(QKeyEvent* event) {
    if (m_items.empty()) {
        event->ignore();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current)
        return Q_EMIT chosen(int(*m_current));
    const int across = int(event->key() == Qt::Key_Right) - int(event->key() == Qt::Key_Left);
    const int down = int(event->key() == Qt::Key_Down) - int(event->key() == Qt::Key_Up);
    if (across == 0 && down == 0) {
        event->ignore(); // the window's shortcuts come first
        return;
    }
    const int last = int(m_items.size()) - 1;
    setCurrent(std::size_t(m_current ? std::clamp(int(*m_current) + across + m_columns * down, 0, last) : 0));
}

bool PictureSheet::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::optional<std::size_t> item = itemAt(help->pos());
    QToolTip::showText(help->globalPos(), item ? asToolTip(m_items[*item].name) : toolTip(), this);
    return true;
}

void PictureSheet::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void PictureSheet::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (!m_current && !m_items.empty() && event->reason() != Qt::MouseFocusReason)
        setCurrent(0); // so that the focus can be seen
    viewport()->update();
}

void PictureSheet::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void PictureSheet::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

} // namespace hourglass::ui
