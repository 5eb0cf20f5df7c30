// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/WindowMemory.h"

#include <QEvent>
#include <QMainWindow>
#include <QSettings>

namespace hourglass::ui {

namespace {
constexpr char GeometryKey[] = "window/geometry";
constexpr char PanelsKey[] = "window/panels";
} // namespace

WindowMemory::WindowMemory(QMainWindow& window)
    : QObject(&window)
    , m_window(window) {
    const QSettings settings;
    window.restoreGeometry(settings.value(GeometryKey).toByteArray());
    window.restoreState(settings.value(PanelsKey).toByteArray());
    window.installEventFilter(this);
}

bool WindowMemory::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_window && event->type() == QEvent::Close) {
        QSettings settings;
        settings.setValue(GeometryKey, m_window.saveGeometry());
        settings.setValue(PanelsKey, m_window.saveState());
    }
    return false;
}

} // namespace hourglass::ui
