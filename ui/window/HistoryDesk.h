// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunHistory.h"
#include "ui/history/RunRecorder.h"

#include <QObject>

class QMainWindow;
class QMenu;
class QWidget;

namespace hourglass::ui {

class CompareWorkspace;
class Documents;
class HistoryMenu;
class MessageBar;
class TrainingSession;

/// The history of runs in this window, put together: what is trained is recorded, the Compare workspace shows it, and what
/// the user asks for there is done.
class HistoryDesk : public QObject {
    Q_OBJECT

public:
    /// All of them outlive this. The widgets that it makes belong to `window`, or to whoever shows them.
    HistoryDesk(TrainingSession& session, Documents& documents, QMainWindow& window);

    CompareWorkspace& workspace() { return *m_workspace; }
    QMenu* menu() const;
    /// What there is to say about the history, in one line each.
    QWidget* messages() const { return m_messages; }

private:
    struct Opening {
        QString what; ///< for the Edit menu
        QString id;
    };

    void connectWorkspace();
    void connectMessages();
    void openRun();
    void duplicateRun();
    void put(const QString& what, const RunDetails& details);
    void exportTable();

    Documents& m_documents;
    QMainWindow& m_window;
    RunHistory m_history;
    Opening m_opening;      ///< the run that the user wants last, until its model or experiment is there
    RunRecorder m_recorder; ///< before m_history goes, it writes the end of the run
    QStringList m_removing; ///< what Undo would bring back
    CompareWorkspace* m_workspace;
    HistoryMenu* m_menu;
    QWidget* m_messages;
    MessageBar* m_problem;
    MessageBar* m_deleted;
};

} // namespace hourglass::ui
