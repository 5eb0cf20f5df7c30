// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/WindowMemory.h"

#include "ui/window/MainWindow.h"
#include "ui/window/PresentationMode.h"

#include <QEvent>
#include <QSettings>

namespace hourglass::ui {

namespace {

constexpr char GeometryKey[] = "window/geometry";
constexpr char PanelsKey[] = "window/panels";
constexpr char TilesKey[] = "window/tiles";

} // namespace

WindowMemory::WindowMemory(MainWindow& window)
    : QObject(&window)
    , m_window(window) {
    QSettings settings;
    WindowLayout layout{settings.value(GeometryKey).toByteArray(), settings.value(PanelsKey).toByteArray(), {}};
    settings.beginGroup(TilesKey);
    for (const QString& area : settings.childKeys())
        layout.tiles[area] = settings.value(area).toByteArray();
    layout.giveTo(window);
    window.installEventFilter(this);
}

bool WindowMemory::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_window && event->type() == QEvent::Close) {
        const WindowLayout layout = m_window.presentation().usualLayout();
        QSettings settings;
        settings.setValue(GeometryKey, layout.geometry);
        settings.setValue(PanelsKey, layout.panels);
        settings.beginGroup(TilesKey);
        for (auto area = layout.tiles.begin(); area != layout.tiles.end(); ++area)
            settings.setValue(area.key(), area.value());
    }
    return false;
}

} // namespace hourglass::ui
