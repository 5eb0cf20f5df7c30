// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/HistoryMenu.h"

#include "ui/compare/CompareWorkspace.h"
#include "ui/widgets/Actions.h"

namespace hourglass::ui {

HistoryMenu::HistoryMenu(CompareWorkspace& compare, QWidget* parent)
    : QMenu(tr("H&istory"), parent)
    , m_compare(compare)
    , m_open(makeAction(
          {tr("&Open run"), "open", {}, tr("Open the model that was saved from this run, or else its experiment")}, this))
    , m_duplicate(makeAction(
          {tr("D&uplicate as new experiment"), "duplicate", {}, tr("Start a new experiment with the settings of this run")},
          this))
    , m_delete(makeAction(
          {tr("&Delete runs"), "delete", QKeySequence::Delete, tr("Take the chosen runs out of the history")}, this))
    , m_export(makeAction({tr("&Export table…"), "table", {}, tr("Write the runs of the list to a CSV file")}, this))
    , m_untick(makeAction({tr("U&ntick all runs"), "untick", {}, tr("Compare nothing for now")}, this))
    , m_find(makeAction({tr("&Find runs"), "find", QKeySequence::Find, tr("Search in the list of runs")}, this)) {
    // On buttons there is less room.
    m_open->setIconText(tr("Open"));
    m_duplicate->setIconText(tr("Duplicate"));
    m_delete->setIconText(tr("Delete"));
    m_export->setIconText(tr("Export"));
    m_untick->setIconText(tr("Untick"));
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    // In bars of the design and in fields the keys have other things to do.
    for (QAction* action : {m_open, m_delete})
        action->setShortcutContext(Qt::WidgetShortcut);
    connect(m_open, &QAction::triggered, this, &HistoryMenu::openRequested);
    connect(m_duplicate, &QAction::triggered, this, &HistoryMenu::duplicateRequested);
    connect(m_delete, &QAction::triggered, &compare, &CompareWorkspace::deleteSelected);
    connect(m_export, &QAction::triggered, this, &HistoryMenu::exportRequested);
    connect(m_untick, &QAction::triggered, &compare, &CompareWorkspace::untickAll);
    connect(m_find, &QAction::triggered, &compare, &CompareWorkspace::search);
    connect(&compare, &CompareWorkspace::selectionChanged, this, &HistoryMenu::update);
    connect(&compare, &CompareWorkspace::visibilityChanged, this, &HistoryMenu::update);
    const QList<QAction*> ofRuns{m_open, m_duplicate, m_delete, m_export, m_untick};
    addActions(ofRuns);
    addSeparator();
    addAction(m_find);
    compare.addRunActions(ofRuns);
    update();
}

void HistoryMenu::update() {
    const bool visible = m_compare.isVisible();
    for (QAction* action : {m_open, m_duplicate})
        action->setEnabled(visible && m_compare.current());
    m_delete->setEnabled(visible && !m_compare.selected().isEmpty());
    for (QAction* action : {m_export, m_untick, m_find})
        action->setEnabled(visible);
}

} // namespace hourglass::ui
