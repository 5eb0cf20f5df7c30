// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparedRun.h"

#include <QStringList>
#include <QUndoStack>
#include <QWidget>

#include <map>
#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace hourglass::ui {

class CurveOverlay;
class PictureComparison;
class PictureMenu;
class RunListView;
class RunTable;
class SettingsTable;

/// The runs of the history in a list, and those that are ticked beside each other.
class CompareWorkspace : public QWidget {
    Q_OBJECT

public:
    explicit CompareWorkspace(QWidget* parent = nullptr);

    void setRuns(const RunList& runs);
    void setDetails(const QString& id, const RunDetails& details); ///< answers detailsWanted()
    void setThumbnail(const QString& id, const QImage& thumbnail); ///< answers thumbnailWanted()

    /// Buttons over the list, which are also its context menu.
    void addRunActions(const QList<QAction*>& actions);
    /// What was deleted and written, to be taken back.
    QUndoStack* undoStack() { return &m_undoStack; }
    QWidget& list() const;

    const RunSummary* current() const; ///< the run that the list's cursor is on, or null
    QStringList selected() const;      ///< ids
    std::vector<RunSummary> shown() const;

    void search();         ///< puts the cursor into the search field
    void deleteSelected(); ///< removed() tells which
    void untickAll();

Q_SIGNALS:
    void visibilityChanged(bool visible);
    void selectionChanged();
    void detailsWanted(const QString& id);
    void thumbnailWanted(const QString& id);
    void textEdited(const QString& id, hourglass::ui::RunField field, const QString& text);
    void removed(const QStringList& ids);
    void restored(const QStringList& ids); ///< because a deletion was undone
    void noticed(const QString& message);
    /// The user has got a picture or data, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeViews();
    void connectMenu(const PictureMenu& menu);
    void setSearch(const QString& words);
    void editText(const QString& id, RunField field, const QString& before, const QString& after);
    void askForTicked();
    void showCompared();
    void showCount();

    RunTable* m_runs;
    RunListView* m_list;
    QLineEdit* m_search;
    QLabel* m_count;
    QWidget* m_buttons;
    QStackedWidget* m_pages; ///< the list, or what stands in its place while there are no runs
    CurveOverlay* m_curves;
    SettingsTable* m_settings;
    PictureComparison* m_pictures;
    QUndoStack m_undoStack;
    std::map<QString, ComparedRun> m_details; ///< of the ticked runs, as far as they are known
};

} // namespace hourglass::ui
