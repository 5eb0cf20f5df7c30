// SPDX-License-Identifier: GPL-3.0-or-later
// How mouse and keys come closer in a PlotView, and go on from there.
#include "ui/charts/PlotView.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr double WheelZoom = 0.8; // of what is on show, a notch
constexpr double KeyZoom = 0.7;
constexpr double KeyPan = 0.25;
} // namespace

bool PlotView::draw(const QMouseEvent& event) {
    const QRectF area = plotArea();
    const double x = std::clamp(event.position().x(), area.left(), area.right());
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        if (event.button() != Qt::LeftButton || !canZoom() || !area.contains(event.position()))
            return false;
        m_band = {x, x};
        return true;
    case QEvent::MouseMove:
        if (!m_band)
            return false;
        if (!(event.buttons() & Qt::LeftButton)) // it was let go elsewhere, over a menu
            m_band.reset();
        else
            m_band->to = x;
        viewport()->update();
        return true;
    case QEvent::MouseButtonRelease:
        if (event.button() != Qt::LeftButton)
            return false;
        if (const auto band = std::exchange(m_band, std::nullopt)) {
            if (std::abs(x - band->from) >= QApplication::startDragDistance())
                showRange(std::min(band->from, x), std::max(band->from, x));
            viewport()->update();
            return true;
        }
        return false;
    default:
        return false;
    }
}

/// By the middle button held; a double click of the left one shows all.
/// @return whether the event was about that
bool PlotView::moveByMouse(const QMouseEvent& event) {
    const QRectF area = plotArea();
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        if (event.button() != Qt::MiddleButton || !canZoom() || !area.contains(event.position()))
            return false;
        m_panned = event.position();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return true;
    case QEvent::MouseMove:
        if (!m_panned)
            return false;
        if (event.buttons() & Qt::MiddleButton) {
            const QPointF way = event.position() - std::exchange(*m_panned, event.position());
            pan({-way.x() / area.width(), way.y() / area.height()});
            return true;
        }
        [[fallthrough]]; // it was let go elsewhere
    case QEvent::MouseButtonRelease:
        if (!m_panned || (event.buttons() & Qt::MiddleButton))
            return false;
        m_panned.reset();
        viewport()->unsetCursor();
        return true;
    case QEvent::MouseButtonDblClick:
        if (event.button() != Qt::LeftButton || !canZoom())
            return false;
        m_band.reset();
        showAll();
        return true;
    default:
        return false;
    }
}

/// @return whether the key was about that
bool PlotView::zoomByKey(const QKeyEvent& event) {
    if (!canZoom())
        return false;
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    const QPointF middle = cursorPlace().value_or(plotArea().center());
    if (event.text() == QLatin1String("+"))
        zoom(KeyZoom, middle);
    else if (event.text() == QLatin1String("-"))
        zoom(1 / KeyZoom, middle);
    else if (event.key() == Qt::Key_Home)
        showAll();
    else if (event.key() == Qt::Key_Escape && m_band)
        m_band.reset();
    else if (shift && event.key() == Qt::Key_Left)
        pan({-KeyPan, 0});
    else if (shift && event.key() == Qt::Key_Right)
        pan({KeyPan, 0});
    else if (shift && event.key() == Qt::Key_Down)
        pan({0, -KeyPan});
    else if (shift && event.key() == Qt::Key_Up)
        pan({0, KeyPan});
    else
        return false;
    viewport()->update();
    return true;
}

void PlotView::wheelEvent(QWheelEvent* event) {
    const double steps = double(event->angleDelta().y()) / QWheelEvent::DefaultDeltasPerStep;
    if (!canZoom() || steps == 0 || !plotArea().contains(event->position())) {
        event->ignore();
        return;
    }
    zoom(std::pow(WheelZoom, steps), event->position());
    event->accept();
}

} // namespace hourglass::ui
