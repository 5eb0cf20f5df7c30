// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse, wheel and keys do in a CompareView.
#include "ui/pictures/CompareView.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr double Reach = 9;     // px from the pointer to the line
constexpr double KeyStep = 40;  // px
constexpr double WipeStep = 10; // px
constexpr double ZoomStep = 1.25;
constexpr double WheelNotch = 120;
} // namespace

bool CompareView::isByTheLine(const QPointF& place) const {
    return m_mode == Mode::Wipe && std::abs(place.x() - wipeX()) <= Reach;
}

void CompareView::showPointer(const QPointF& place) {
    if (isEmpty())
        unsetCursor();
    else if (isByTheLine(place))
        setCursor(Qt::SplitHCursor);
    else if (m_paints)
        setCursor(Qt::CrossCursor);
    else if (m_scale)
        setCursor(m_gesture == Gesture::Pan ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
    else
        unsetCursor();
}

void CompareView::mousePressEvent(QMouseEvent* event) {
    const QPointF place = event->position();
    m_last = place;
    if (isEmpty() || m_gesture != Gesture::None)
        return;
    const bool isLeft = event->button() == Qt::LeftButton;
    if (event->button() == Qt::MiddleButton)
        m_gesture = Gesture::Pan;
    else if (isLeft && isByTheLine(place))
        m_gesture = Gesture::Wipe;
    else if (m_paints && (isLeft || event->button() == Qt::RightButton))
        m_gesture = isLeft ? Gesture::Paint : Gesture::RubOut;
    else if (isLeft)
        m_gesture = m_scale || m_mode != Mode::Wipe ? Gesture::Pan : Gesture::Wipe;
    if (m_gesture == Gesture::Wipe)
        setWipe(place.x());
    if (m_gesture == Gesture::Paint || m_gesture == Gesture::RubOut) {
        m_stroke = {{}, std::max(1.0, m_brush * devicePixelRatioF() / scale()), m_gesture == Gesture::RubOut};
        addPoint(place);
    }
    showPointer(place);
}

void CompareView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF place = event->position(), by = place - std::exchange(m_last, place);
    switch (m_gesture) {
    case Gesture::Wipe:
        setWipe(place.x());
        break;
    case Gesture::Pan:
        moveBy(by);
        break;
    case Gesture::Paint:
    case Gesture::RubOut:
        addPoint(place);
        break;
    case Gesture::None:
        break;
    }
    showPointer(place);
    if (m_paints)
        update(); // the ring of the brush
}

void CompareView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->buttons() != Qt::NoButton)
        return; // another one is still held
    m_gesture = Gesture::None;
    showPointer(event->position());
    if (!m_stroke)
        return;
    m_strokes.push_back(*std::exchange(m_stroke, std::nullopt));
    Q_EMIT strokesPainted();
}

void CompareView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (m_paints || isByTheLine(event->position()))
        return mousePressEvent(event);
    if (m_scale)
        showWhole();
    else
        zoomAt(event->position(), 1 / scale());
}

void CompareView::leaveEvent(QEvent*) {
    m_last = Nowhere; // no ring
    update();
}

void CompareView::wheelEvent(QWheelEvent* event) {
    const QPointF angle = event->angleDelta();
    if (isEmpty() || angle.y() == 0)
        return event->ignore();
    zoomAt(event->position(), std::pow(ZoomStep, angle.y() / WheelNotch));
    event->accept();
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool movesWipe = m_mode == Mode::Wipe && (!m_scale || event->modifiers() & Qt::ShiftModifier);
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(ZoomStep);
    case Qt::Key_Minus:
        return zoom(1 / ZoomStep);
    case Qt::Key_0:
        return showWhole();
    case Qt::Key_1:
        return showActualPixels();
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const double way = key == Qt::Key_Right ? 1 : -1;
        return movesWipe ? setWipe(wipeX() + way * WipeStep) : moveBy({-way * KeyStep, 0});
    }
    case Qt::Key_Up:
        return moveBy({0, KeyStep});
    case Qt::Key_Down:
        return moveBy({0, -KeyStep});
    default:
        QWidget::keyPressEvent(event);
    }
}

/// The stroke that is being painted goes on to there; what is on show of the others stays.
void CompareView::addPoint(const QPointF& place) {
    BrushStroke& stroke = *m_stroke;
    const QPointF point = toPicture(place);
    if (!stroke.points.isEmpty() && stroke.points.back() == point)
        return;
    stroke.points << point;
    if (!m_veil.isNull())
        paintOnVeil({stroke.points.size() > 1 ? QPolygonF{stroke.points[stroke.points.size() - 2], point} : QPolygonF{point},
                     stroke.width, stroke.rubsOut});
    update();
}

/// What is being painted is given up.
void CompareView::endGesture() {
    m_gesture = Gesture::None;
    m_stroke.reset();
}

void CompareView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void CompareView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace hourglass::ui
