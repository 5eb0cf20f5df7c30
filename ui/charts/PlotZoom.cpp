// SPDX-License-Identifier: GPL-3.0-or-later
// How mouse and keys come closer in a PlotView.
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

/// A range is drawn with the left button held.
/// @return whether the event was about that
bool PlotView::drawBand(const QMouseEvent& event) {
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
    case QEvent::MouseButtonDblClick:
        if (event.button() != Qt::LeftButton)
            return false;
        m_band.reset();
        showAll();
        return canZoom();
    default:
        return false;
    }
}

/// @return whether the key was about that
bool PlotView::zoomByKey(const QKeyEvent& event) {
    if (!canZoom())
        return false;
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    const double middle = cursorX().value_or(plotArea().center().x());
    if (event.text() == QLatin1String("+"))
        zoom(KeyZoom, middle);
    else if (event.text() == QLatin1String("-"))
        zoom(1 / KeyZoom, middle);
    else if (event.key() == Qt::Key_Home)
        showAll();
    else if (event.key() == Qt::Key_Escape && m_band)
        m_band.reset();
    else if (shift && (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right))
        pan(event.key() == Qt::Key_Left ? -KeyPan : KeyPan);
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
    zoom(std::pow(WheelZoom, steps), event->position().x());
    event->accept();
}

} // namespace hourglass::ui
