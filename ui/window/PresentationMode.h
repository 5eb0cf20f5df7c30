// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/WindowLayout.h"

#include <QObject>
#include <QSize>
#include <QTimer>

#include <optional>

class QDockWidget;
class QMainWindow;

namespace hourglass::ui {

class ViewMenu;

/// For a projector: the window fills the screen, in large letters, without settings, status line and menus. The menus come
/// back by Alt, and while the mouse is at the upper edge. Afterwards everything is as it was, and nothing of it is
/// remembered.
class PresentationMode : public QObject {
    Q_OBJECT

public:
    /// @param kept  the panel that is on show all the same
    PresentationMode(QMainWindow& window, ViewMenu& view, QDockWidget& kept);

    bool isOn() const { return m_usual.has_value(); }
    /// How the window is, or will be once the presentation is over.
    WindowLayout usualLayout() const;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin();
    void end();
    void settle();
    void showMenus(bool shown);
    void followMouse(const QPoint& place);
    void watchMenus(const QObject* watched, const QEvent& event);

    QMainWindow& m_window;
    ViewMenu& m_view;
    QDockWidget& m_kept;
    std::optional<WindowLayout> m_usual; ///< while it is on
    QSize m_usualSize;
    std::optional<WindowLayout> m_ending; ///< until the window has its size again, or somebody goes on without
    QTimer m_patience;                    ///< with a window manager that never gives that size
};

} // namespace hourglass::ui
