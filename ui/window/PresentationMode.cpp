// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresentationMode.h"

#include "ui/window/ViewMenu.h"

#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QMouseEvent>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

PresentationMode::PresentationMode(QMainWindow& window, ViewMenu& view, QDockWidget& kept)
    : QObject(&window)
    , m_window(window)
    , m_view(view)
    , m_kept(kept) {
    connect(view.presentation(), &QAction::toggled, this, [this](bool on) { on ? begin() : end(); });
}

WindowLayout PresentationMode::usualLayout() const {
    return m_usual ? *m_usual : WindowLayout::of(m_window);
}

void PresentationMode::begin() {
    m_usual = WindowLayout::of(m_window);
    m_usualSize = m_window.size();
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
    m_ending = *std::exchange(m_usual, std::nullopt);
    m_endingSize = m_usualSize;
    showMenus(true);
    m_window.statusBar()->show();
    m_view.setPresenting(false);
    m_ending.giveTo(m_window);
    if (m_window.size() == m_endingSize) // otherwise the window manager takes its time
        qApp->removeEventFilter(this);
}

/// A menu bar that is hidden would take no keys, so it only loses its height.
void PresentationMode::showMenus(bool shown) {
    m_window.menuBar()->setMaximumHeight(shown ? QWIDGETSIZE_MAX : 0);
}

bool PresentationMode::eventFilter(QObject* watched, QEvent* event) {
    if (!isOn()) {
        if (watched == &m_window && event->type() == QEvent::Resize && m_window.size() == m_endingSize) {
            qApp->removeEventFilter(this);
            m_ending.giveTo(m_window); // panels and tiles had to squeeze into another size
        }
    } else if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt) {
        showMenus(true);
    } else if (event->type() == QEvent::MouseMove && watched->isWindowType()) {
        followMouse(m_window.mapFromGlobal(static_cast<QMouseEvent*>(event)->globalPosition().toPoint()));
    }
    return false;
}

void PresentationMode::followMouse(const QPoint& place) {
    const QMenuBar& menus = *m_window.menuBar();
    const bool isAtEdge = m_window.rect().contains(place) && place.y() < std::max(2, menus.height());
    showMenus(isAtEdge || menus.activeAction() || QApplication::activePopupWidget());
}

} // namespace hourglass::ui
