// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace hourglass::ui {

class HelpMenu : public QMenu {
    Q_OBJECT

public:
    /// @param window  the one whose actions the list of shortcuts names; parent of what is shown
    explicit HelpMenu(QWidget& window);

private:
    void showGuide();
    void showShortcuts();
    void showAbout();

    QWidget& m_window;
};

} // namespace hourglass::ui
