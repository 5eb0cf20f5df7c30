// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/HistoryDesk.h"

#include "ui/compare/CompareWorkspace.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/window/Documents.h"
#include "ui/window/HistoryMenu.h"
#include "ui/window/MessageBar.h"

#include <QFileInfo>
#include <QMainWindow>
#include <QPushButton>
#include <QStatusBar>
#include <QVBoxLayout>

#include <utility>

namespace hourglass::ui {

HistoryDesk::HistoryDesk(TrainingSession& session, Documents& documents, QMainWindow& window)
    : m_documents(documents)
    , m_window(window)
    , m_history(RunHistory::defaultPath())
    , m_recorder(session.controller(), m_history)
    , m_workspace(new CompareWorkspace)
    , m_menu(new HistoryMenu(*m_workspace, &window))
    , m_messages(new QWidget)
    , m_problem(new MessageBar(MessageBar::Kind::Problem, tr("Problem with the run history")))
    , m_deleted(new MessageBar(MessageBar::Kind::Notice, tr("Deleted runs"))) {
    auto* layout = new QVBoxLayout(m_messages);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_deleted);
    connect(&documents, &Documents::named, this, [this] { m_recorder.setName(m_documents.title()); });
    connectWorkspace();
    connectMessages();
}

QMenu* HistoryDesk::menu() const {
    return m_menu;
}

void HistoryDesk::connectWorkspace() {
    connect(m_workspace, &CompareWorkspace::visibilityChanged, &m_history, &RunHistory::setWatched);
    connect(m_workspace, &CompareWorkspace::detailsWanted, &m_history, &RunHistory::loadDetails);
    connect(m_workspace, &CompareWorkspace::thumbnailWanted, &m_history, &RunHistory::loadThumbnail);
    connect(m_workspace, &CompareWorkspace::textEdited, &m_history, &RunHistory::setText);
    connect(m_workspace, &CompareWorkspace::removed, &m_history, &RunHistory::remove);
    connect(m_workspace, &CompareWorkspace::restored, &m_history, &RunHistory::restore);
    connect(&m_history, &RunHistory::listed, m_workspace, &CompareWorkspace::setRuns);
    connect(&m_history, &RunHistory::thumbnailLoaded, m_workspace, &CompareWorkspace::setThumbnail);
    connect(&m_history, &RunHistory::detailsLoaded, m_workspace, &CompareWorkspace::setDetails);
    connect(&m_history, &RunHistory::detailsLoaded, this, [this](const QString& id, const RunDetails& details) {
        if (id == m_opening.id)
            put(std::exchange(m_opening, {}).what, details);
    });
    connect(&m_history, &RunHistory::modelFound, this, [this](const QString& id, const QString& path, bool isThere) {
        if (id != m_opening.id)
            return;
        if (!isThere) {
            m_history.loadDetails(id);
            return;
        }
        m_opening = {};
        m_documents.open(path);
    });
    connect(m_menu, &HistoryMenu::openRequested, this, &HistoryDesk::openRun);
    connect(m_menu, &HistoryMenu::duplicateRequested, this, &HistoryDesk::duplicateRun);
    connect(m_menu, &HistoryMenu::exportRequested, this, &HistoryDesk::exportTable);
}

void HistoryDesk::connectMessages() {
    connect(m_problem->addButton(tr("Close")), &QPushButton::clicked, m_problem, [this] { m_problem->say({}); });
    connect(&m_history, &RunHistory::failed, this, [this](const QString& message) {
        m_problem->say(message);
        m_opening = {};
    });
    connect(&m_history, &RunHistory::recovered, m_problem, [this](const QString& message) {
        if (m_problem->text() == message)
            m_problem->say({});
    });
    connect(&m_history, &RunHistory::putAside, this, [this](const QString& path) {
        m_problem->say(
            tr("The run history was damaged, and a new one was begun. “sqlite3 %1 .recover” may still get runs out "
               "of the damaged file; delete it where you do not need them.")
                .arg(path));
    });
    connect(&m_history, &RunHistory::exported, this,
            [this](const QString& path) { m_window.statusBar()->showMessage(tr("Saved to %1").arg(path), 5000); });
    connect(m_workspace, &CompareWorkspace::noticed, this,
            [this](const QString& message) { m_window.statusBar()->showMessage(message, 8000); });

    QUndoStack* steps = m_workspace->undoStack();
    connect(m_deleted->addButton(tr("Undo")), &QPushButton::clicked, steps, &QUndoStack::undo);
    connect(m_deleted->addButton(tr("Close")), &QPushButton::clicked, m_deleted, [this] { m_deleted->say({}); });
    connect(m_workspace, &CompareWorkspace::removed, this, [this](const QStringList& ids) { m_removing = ids; });
    connect(&m_history, &RunHistory::removed, this, [this](const QStringList& ids) {
        if (ids == m_removing)
            m_deleted->say(ids.size() == 1 ? tr("One run was deleted.") : tr("%1 runs were deleted.").arg(ids.size()));
    });
    const auto forget = [this] { // Undo is now of something else
        m_removing.clear();
        m_deleted->say({});
    };
    connect(m_workspace, &CompareWorkspace::restored, this, forget);
    connect(m_workspace, &CompareWorkspace::textEdited, this, forget);
}

void HistoryDesk::openRun() {
    const RunSummary* run = m_workspace->current();
    if (!run)
        return;
    m_opening = {tr("Open the run “%1”").arg(run->name), run->id};
    if (run->file.isEmpty())
        m_history.loadDetails(run->id);
    else
        m_history.findModel(run->id, run->file); // a folder of another machine may take long to answer
}

void HistoryDesk::duplicateRun() {
    const RunSummary* run = m_workspace->current();
    if (!run)
        return;
    m_opening = {tr("Duplicate the run “%1”").arg(run->name), run->id};
    m_history.loadDetails(run->id);
}

void HistoryDesk::put(const QString& what, const RunDetails& details) {
    try {
        m_documents.put(what, complete(experimentFromJson(toStdString(details.experiment))));
    } catch (const std::exception& error) {
        m_problem->say(tr("The experiment of this run cannot be opened: %1").arg(QString::fromUtf8(error.what())));
    }
}

void HistoryDesk::exportTable() {
    askWhereToSave(m_window, tr("Export the table of runs"), {tr("Tables (*.csv)")}, tr("runs"),
                   [this](const QString& path) { m_history.exportTable(m_workspace->shown(), path); });
}

} // namespace hourglass::ui
