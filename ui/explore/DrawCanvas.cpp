// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/DrawCanvas.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr int DrawnSide = 256; // px: as fine as a hand draws, and small enough to keep many strokes
constexpr std::size_t MostUndone = 50;
constexpr double KeyStep = 1.0 / 40;
} // namespace

DrawCanvas::DrawCanvas(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setContextMenuPolicy(Qt::PreventContextMenu); // the right button rubs out
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void DrawCanvas::begin(const QSize& samples, bool coloured) {
    const QSize size = samples.scaled(DrawnSide, DrawnSide, Qt::KeepAspectRatio).expandedTo({1, 1});
    m_picture = QImage(size, coloured ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    m_picture.fill(Qt::black);
    m_before.clear();
    m_last.reset();
    m_pen = QRectF(m_picture.rect()).center();
    m_isPenDown = false;
    update();
}

void DrawCanvas::keep() {
    m_before.push_back(m_picture);
    if (m_before.size() > MostUndone)
        m_before.erase(m_before.begin());
}

void DrawCanvas::clear() {
    keep();
    m_picture.fill(Qt::black);
    update();
    Q_EMIT drawn();
}

void DrawCanvas::undo() {
    if (m_before.empty())
        return;
    m_picture = std::move(m_before.back());
    m_before.pop_back();
    update();
    Q_EMIT drawn();
}

void DrawCanvas::setPicture(const QImage& picture) {
    if (m_picture.isNull() || picture.isNull())
        return;
    keep();
    m_picture = picture.scaled(m_picture.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .convertToFormat(m_picture.format());
    update();
    Q_EMIT drawn();
}

QRect DrawCanvas::pictureRect() const {
    QRect place({}, m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    place.moveCenter(rect().center());
    return place;
}

QPointF DrawCanvas::toPicture(const QPointF& place) const {
    const QRectF shown = pictureRect();
    return {(place.x() - shown.left()) / shown.width() * m_picture.width(),
            (place.y() - shown.top()) / shown.height() * m_picture.height()};
}

void DrawCanvas::drawTo(const QPointF& place, bool rubs) {
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        QPen(rubs ? QColor(Qt::black) : m_colour, m_width * m_picture.width(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF from = m_last.value_or(place);
    if (from == place)
        painter.drawPoint(place);
    else
        painter.drawLine(from, place);
    m_last = place;
    update();
    Q_EMIT drawn();
}

void DrawCanvas::mousePressEvent(QMouseEvent* event) {
    if (m_picture.isNull() || (event->button() != Qt::LeftButton && event->button() != Qt::RightButton))
        return;
    keep();
    m_last.reset();
    drawTo(toPicture(event->position()), event->button() == Qt::RightButton);
}

void DrawCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_last && event->buttons() & (Qt::LeftButton | Qt::RightButton))
        drawTo(toPicture(event->position()), event->buttons() & Qt::RightButton);
}

void DrawCanvas::mouseReleaseEvent(QMouseEvent*) {
    m_last.reset();
}

/// Keys that mean something else in the window are the canvas's while it has the focus.
bool DrawCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->key() == Qt::Key_Space || key->key() == Qt::Key_Delete) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void DrawCanvas::keyPressEvent(QKeyEvent* event) {
    const int right = int(event->key() == Qt::Key_Right) - int(event->key() == Qt::Key_Left);
    const int down = int(event->key() == Qt::Key_Down) - int(event->key() == Qt::Key_Up);
    if (event->matches(QKeySequence::Undo))
        return undo();
    if (m_picture.isNull() || (right == 0 && down == 0 && event->key() != Qt::Key_Space && event->key() != Qt::Key_Delete)) {
        event->ignore(); // the window's shortcuts come first
        return;
    }
    if (event->key() == Qt::Key_Delete)
        return clear();
    if (event->key() == Qt::Key_Space) {
        m_isPenDown = !m_isPenDown;
        m_last.reset();
        if (m_isPenDown)
            keep();
    }
    m_pen += QPointF(right, down) * KeyStep * m_picture.width();
    m_pen = {std::clamp(m_pen.x(), 0.0, double(m_picture.width())), std::clamp(m_pen.y(), 0.0, double(m_picture.height()))};
    if (m_isPenDown)
        drawTo(m_pen, false);
    update();
}

void DrawCanvas::paintEvent(QPaintEvent*) {
    if (m_picture.isNull())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRect place = pictureRect();
    painter.drawImage(place, m_picture);
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.drawRect(place.adjusted(0, 0, -1, -1));
    if (!hasFocus())
        return;
    const double scale = double(place.width()) / m_picture.width();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), m_isPenDown ? 2.5 : 1));
    painter.drawEllipse(QPointF(place.topLeft()) + m_pen * scale, 5, 5);
}

void DrawCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void DrawCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_isPenDown = false;
    update();
}

} // namespace hourglass::ui
