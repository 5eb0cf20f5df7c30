// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do in a PlaneView.
#include "ui/explore/PlaneView.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr double Reach = 7;          // px from the pointer to the point it means
constexpr double KeyStep = 1.0 / 40; // of what is on show
} // namespace

std::optional<int> PlaneView::pointAt(const QPointF& place) const {
    return m_showsPoints && m_grid ? m_grid->nearest(place, Reach) : std::nullopt;
}

bool PlaneView::hoverAt(const std::optional<QPointF>& position) {
    const auto before = m_hovered;
    m_isByKeys = false;
    m_hovered = position ? std::optional(toPlane(*position)) : std::nullopt;
    if (!m_hovered && m_card)
        m_card->hide();
    if (m_hovered != before)
        Q_EMIT hovered(m_hovered);
    return false; // the card is a widget of its own
}

bool PlaneView::draw(const QMouseEvent& event) {
    const bool isInside = !isEmpty() && plotArea().contains(event.position());
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        if (event.button() != Qt::LeftButton || !isInside)
            return false;
        m_pressed = event.position();
        m_pressedPoint = pointAt(m_pressed);
        m_isPinning = !m_pressedPoint;
        if (m_isPinning)
            Q_EMIT pinned(toPlane(m_pressed));
        return true;
    case QEvent::MouseMove:
        if (!(event.buttons() & Qt::LeftButton)) { // it was let go elsewhere
            m_isPinning = false;
            m_pressedPoint.reset();
        } else if (m_pressedPoint && (event.position() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            hoverAt(std::nullopt); // nothing is heard of the pointer until it is dropped
            Q_EMIT pointDragged(*std::exchange(m_pressedPoint, std::nullopt));
            return true;
        } else if (m_isPinning) {
            const QRectF area = plotArea();
            const QPointF inside(std::clamp(event.position().x(), area.left(), area.right()),
                                 std::clamp(event.position().y(), area.top(), area.bottom()));
            Q_EMIT pinned(toPlane(inside));
        }
        return false; // it hovers, too
    case QEvent::MouseButtonRelease:
        if (event.button() != Qt::LeftButton)
            return false;
        m_isPinning = false;
        if (m_pressedPoint)
            Q_EMIT pointChosen(*std::exchange(m_pressedPoint, std::nullopt));
        return true;
    default:
        return false;
    }
}

void PlaneView::moveCursor(int) {} // keyPressEvent() knows the direction

void PlaneView::moveCursor(const QPointF& by) {
    const PlaneRange shown = range();
    const QPointF from =
        m_hovered.value_or(m_mark.value_or(QPointF((shown.left + shown.right) / 2, (shown.bottom + shown.top) / 2)));
    m_isByKeys = true;
    m_hovered = QPointF(std::clamp(from.x() + by.x() * m_xWindow.span(), shown.left, shown.right),
                        std::clamp(from.y() + by.y() * m_yWindow.span(), shown.bottom, shown.top));
    viewport()->update();
    Q_EMIT hovered(m_hovered);
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
    if (isEmpty() || event->modifiers() & Qt::ShiftModifier) {
        PlotView::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(QPointF(-KeyStep, 0));
    case Qt::Key_Right:
        return moveCursor(QPointF(KeyStep, 0));
    case Qt::Key_Up:
        return moveCursor(QPointF(0, KeyStep));
    case Qt::Key_Down:
        return moveCursor(QPointF(0, -KeyStep));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_hovered)
            Q_EMIT pinned(*m_hovered);
        return;
    case Qt::Key_Escape:
        if (m_hovered && m_isByKeys) {
            hoverAt(std::nullopt);
            viewport()->update();
            return;
        }
        break;
    default:
        break;
    }
    PlotView::keyPressEvent(event);
}

void PlaneView::zoom(double factor, const QPointF& place) {
    const PlaneRange before = range();
    const QPointF about = toPlane(place);
    for (auto [window, at] : {std::pair(&m_xWindow, about.x()), std::pair(&m_yWindow, about.y())})
        window->zoom(factor, at);
    if (range() == before)
        return;
    m_pointsAreStale = true;
    refreshNow();
    Q_EMIT rangeChanged();
}

void PlaneView::pan(const QPointF& share) {
    m_xWindow.pan(share.x());
    m_yWindow.pan(share.y());
    m_pointsAreStale = true;
    refreshNow();
    Q_EMIT rangeChanged();
}

void PlaneView::showAll() {
    forgetWindow();
    m_pointsAreStale = true;
    refreshNow();
    Q_EMIT rangeChanged();
}

void PlaneView::hideEvent(QHideEvent* event) {
    hoverAt(std::nullopt);
    PlotView::hideEvent(event);
}

void PlaneView::focusOutEvent(QFocusEvent* event) {
    if (m_isByKeys) // or else the pointer is there
        hoverAt(std::nullopt);
    PlotView::focusOutEvent(event);
}

void PlaneView::changeEvent(QEvent* event) {
    PlotView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_pointsAreStale = true;
}

} // namespace hourglass::ui
