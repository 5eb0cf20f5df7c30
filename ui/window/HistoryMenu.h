// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace hourglass::ui {

class CompareWorkspace;

/// What can be done with runs of the history; enabled as far as the Compare workspace has something chosen.
class HistoryMenu : public QMenu {
    Q_OBJECT

public:
    /// Its actions also become the workspace's buttons.
    HistoryMenu(CompareWorkspace& compare, QWidget* parent);

Q_SIGNALS:
    void openRequested();
    void duplicateRequested();
    void exportRequested();

private:
    void update();

    CompareWorkspace& m_compare;
    QAction* m_open;
    QAction* m_duplicate;
    QAction* m_delete;
    QAction* m_export;
    QAction* m_untick;
    QAction* m_find;
};

} // namespace hourglass::ui
