// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

class QMenu;

namespace hourglass::ui {

/// The workspaces in the middle of the window, one at a time: a tab and an action for each, Ctrl+1 for the first one.
class Workspaces : public QTabWidget {
    Q_OBJECT

public:
    /// @param menu  gets the actions
    explicit Workspaces(QMenu& menu);

    /// @param id   by which programs know it
    /// @param tip  one sentence: tooltip of the tab, and what its action says
    void add(QWidget* workspace, const char* id, const QString& title, const char* icon, const QString& tip);

    /// And gives it the keyboard, unless it is on show already.
    void present(QWidget* workspace);
    /// The workspace with that id, or null.
    QWidget* workspace(const QString& id) const;

private:
    QMenu& m_menu;
};

} // namespace hourglass::ui
