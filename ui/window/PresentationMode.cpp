// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresentationMode.h"

#include "ui/window/ViewMenu.h"

#include <QApplication>
#include <QCursor>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMouseEvent>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr int WindowManagerTime = 1000; // ms in which it gives a window the size that was asked for
} // namespace

PresentationMode::PresentationMode(QMainWindow& window, ViewMenu& view, QDockWidget& kept)
    : QObject(&window)
    , m_window(window)
    , m_view(view)
    , m_kept(kept) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(WindowManagerTime);
    connect(&m_patience, &QTimer::timeout, this, &PresentationMode::settle);
    connect(view.presentation(), &QAction::toggled, this, [this](bool on) { on ? begin() : end(); });
}

WindowLayout PresentationMode::usualLayout() const {
    return m_usual ? *m_usual : m_ending ? *m_ending : WindowLayout::of(m_window);
}

void PresentationMode::begin() {
    if (!m_ending) // otherwise the window is on its way to that layout and that size
        m_usualSize = m_window.size();
    m_usual = usualLayout();
    settle();
    m_view.setPresenting(true);
    for (auto* panel : m_window.findChildren<QDockWidget*>())
        panel->setVisible(panel == &m_kept);
    m_kept.setFloating(false);
    m_window.statusBar()->hide();
    showMenus(false);
    m_window.showFullScreen();
    qApp->installEventFilter(this);
}

void PresentationMode::end() {
    m_ending = std::exchange(m_usual, std::nullopt);
    showMenus(true);
    m_window.statusBar()->show();
    m_view.setPresenting(false);
    const WindowLayout layout = *m_ending; // which the way there may settle
    layout.giveTo(m_window);
    if (m_window.size() == m_usualSize)
        settle();
    else // the window manager takes its time
        m_patience.start();
}

/// The window stays as it is from now on.
void PresentationMode::settle() {
    m_patience.stop();
    m_ending.reset();
    qApp->removeEventFilter(this);
}

/// A menu bar that is hidden would take no keys, so it only loses its height.
void PresentationMode::showMenus(bool shown) {
    m_window.menuBar()->setMaximumHeight(shown ? QWIDGETSIZE_MAX : 0);
}

bool PresentationMode::eventFilter(QObject* watched, QEvent* event) {
    if (isOn()) {
        watchMenus(watched, *event);
    } else if (watched == &m_window && event->type() == QEvent::Resize && m_window.size() == m_usualSize) {
        const WindowLayout layout = *m_ending;
        settle();
        layout.giveTo(m_window); // panels and tiles had to squeeze into another size
    } else if (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress) {
        settle(); // what is done from here on counts
    }
    return false;
}

/// Shows them by Alt and by the mouse, and hides them once they are done with.
void PresentationMode::watchMenus(const QObject* watched, const QEvent& event) {
    const auto* widget = qobject_cast<const QWidget*>(watched);
    const bool isOfWindow = widget && widget->window() == &m_window;
    const bool isAlt = (event.type() == QEvent::KeyPress || event.type() == QEvent::KeyRelease) &&
                       static_cast<const QKeyEvent&>(event).key() == Qt::Key_Alt;
    if (isAlt && isOfWindow && event.type() == QEvent::KeyPress)
        showMenus(true);
    else if (isAlt || (isOfWindow && event.type() == QEvent::WindowDeactivate) ||
             (widget == m_window.menuBar() && event.type() == QEvent::FocusOut) ||
             (qobject_cast<const QMenu*>(widget) && event.type() == QEvent::Hide))
        QTimer::singleShot(0, this, [this] { followMouse(m_window.mapFromGlobal(QCursor::pos())); }); // once it is done
    else if (event.type() == QEvent::MouseMove && watched->isWindowType())
        followMouse(m_window.mapFromGlobal(static_cast<const QMouseEvent&>(event).globalPosition().toPoint()));
}

void PresentationMode::followMouse(const QPoint& place) {
    const QMenuBar& menus = *m_window.menuBar();
    const bool isAtEdge = m_window.rect().contains(place) && place.y() < std::max(2, menus.height());
    if (isOn())
        showMenus(isAtEdge || menus.hasFocus() || QApplication::activePopupWidget()); // an active title may be a hovered one
}

} // namespace hourglass::ui
