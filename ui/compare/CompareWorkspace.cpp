// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareWorkspace.h"

#include "engine/api/Error.h"
#include "ui/charts/PictureMenu.h"
#include "ui/compare/CurveOverlay.h"
#include "ui/compare/PictureComparison.h"
#include "ui/compare/RunListView.h"
#include "ui/compare/RunTable.h"
#include "ui/compare/SettingsTable.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ControlRow.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Words.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QUndoCommand>
#include <QVBoxLayout>

#include <functional>

namespace hourglass::ui {

namespace {

/// An edit that is made, and taken back, by telling somebody.
class ToldEdit : public QUndoCommand {
public:
    ToldEdit(const QString& what, std::function<void()> redo, std::function<void()> undo)
        : QUndoCommand(what)
        , m_redo(std::move(redo))
        , m_undo(std::move(undo)) {}

    void redo() override { m_redo(); }
    void undo() override { m_undo(); }

private:
    std::function<void()> m_redo, m_undo;
};

std::optional<Experiment> readExperiment(const QString& json) {
    try {
        return complete(experimentFromJson(toStdString(json)));
    } catch (const Error&) { // SettingsTable says so where it matters
        return std::nullopt;
    }
}

} // namespace

CompareWorkspace::CompareWorkspace(QWidget* parent)
    : QWidget(parent)
    , m_runs(new RunTable(this))
    , m_list(new RunListView(*m_runs))
    , m_search(new QLineEdit)
    , m_count(new QLabel)
    , m_buttons(new QWidget)
    , m_pages(new QStackedWidget)
    , m_curves(new CurveOverlay)
    , m_settings(new SettingsTable)
    , m_pictures(new PictureComparison) {
    auto* empty =
        new QLabel(tr("Every training appears here by itself, from its first step on: its settings, its curves and "
                      "what became of it. Tick runs to compare them with each other and with PCA.\n\nPress Ctrl+1 for the "
                      "workspace Train, and Space to train."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(40);
    empty->setForegroundRole(QPalette::PlaceholderText);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeList());
    splitter->addWidget(makeViews());
    splitter->setSizes({300, 340});
    m_pages->addWidget(empty);
    m_pages->addWidget(splitter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(m_search, &QLineEdit::textChanged, this, &CompareWorkspace::setSearch);
    connect(m_list, &RunListView::selectionChangedByUser, this, &CompareWorkspace::selectionChanged);
    connect(m_runs, &RunTable::tickedChanged, this, &CompareWorkspace::askForTicked);
    connect(m_runs, &RunTable::thumbnailWanted, this, &CompareWorkspace::thumbnailWanted);
    connect(m_runs, &RunTable::textEdited, this, &CompareWorkspace::editText);
    connect(m_runs, &RunTable::tooManyTicked, this, [this] {
        Q_EMIT noticed(tr("At most %1 runs can be compared at once. Untick another one first.").arg(RunTable::MostTicked));
    });
    showCompared();
}

QWidget* CompareWorkspace::makeList() {
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the runs"));
    m_search->setToolTip(
        asToolTip(tr("Shows the runs that have all these words in their name, variant, data, tags or notes.")));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(160);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("Number of runs"));
    auto* buttons = new FlowLayout(4, 4);
    m_buttons->setLayout(buttons);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    m_buttons->setSizePolicy(policy);

    auto* searching = new QHBoxLayout;
    searching->addWidget(m_search, 1);
    searching->addWidget(m_count);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->setSpacing(6);
    layout->addLayout(searching);
    layout->addWidget(m_buttons);
    layout->addWidget(m_list, 1);
    return page;
}

QWidget* CompareWorkspace::makeViews() {
    connectMenu(m_curves->pictureMenu());
    connectMenu(*new PictureMenu(*m_pictures, *m_pictures));
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    const auto add = [tabs](QWidget* view, const QString& title, const QString& help) {
        auto* page = new QWidget;
        auto* layout = new QVBoxLayout(page);
        layout->setContentsMargins(10, 8, 10, 8);
        layout->addWidget(view);
        page->setAutoFillBackground(true);
        page->setBackgroundRole(QPalette::Base);
        tabs->setTabToolTip(tabs->addTab(page, title), asToolTip(help));
    };
    add(m_curves, tr("Curves"), tr("The losses of the ticked runs over each other, and what PCA reaches."));
    add(m_settings, tr("Settings"), tr("What the ticked runs were set to; where they differ, it stands out."));
    add(m_pictures, tr("Reconstructions"), tr("What the ticked runs made of the same samples."));
    return tabs;
}

void CompareWorkspace::connectMenu(const PictureMenu& menu) {
    connect(&menu, &PictureMenu::saved, this, &CompareWorkspace::saved);
    connect(&menu, &PictureMenu::failed, this, &CompareWorkspace::failed);
}

void CompareWorkspace::addRunActions(const QList<QAction*>& actions) {
    for (QAction* action : actions) {
        m_list->addAction(action);
        if (action->isSeparator())
            continue;
        QToolButton* button = makeActionButton(*action);
        button->setAutoRaise(true);
        m_buttons->layout()->addWidget(button);
    }
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QWidget& CompareWorkspace::list() const {
    return *m_list;
}

void CompareWorkspace::setRuns(const RunList& runs) {
    m_runs->setRuns(runs);
    m_pages->setCurrentIndex(runs.empty() ? 0 : 1);
    showCount();
    // What is ticked may have gone on since it was loaded.
    for (const auto& [id, compared] : m_details)
        if (const RunSummary* run = m_runs->find(id); run && *run != compared.summary)
            Q_EMIT detailsWanted(id);
    Q_EMIT selectionChanged();
}

void CompareWorkspace::setDetails(const QString& id, const RunDetails& details) {
    const auto known = m_details.find(id);
    const RunSummary* run = m_runs->find(id);
    if (known == m_details.end() || !run) // unticked meanwhile
        return;
    known->second = {*run, details, readExperiment(details.experiment), known->second.colour};
    showCompared();
}

void CompareWorkspace::setThumbnail(const QString& id, const QImage& thumbnail) {
    m_runs->setThumbnail(id, thumbnail);
}

const RunSummary* CompareWorkspace::current() const {
    return m_runs->find(m_list->currentId());
}

QStringList CompareWorkspace::selected() const {
    return m_list->selectedIds();
}

std::vector<RunSummary> CompareWorkspace::shown() const {
    return m_runs->shown();
}

void CompareWorkspace::search() {
    m_search->setFocus();
    m_search->selectAll();
}

void CompareWorkspace::deleteSelected() {
    const QStringList ids = selected();
    if (ids.isEmpty())
        return;
    const QString what = ids.size() == 1 ? tr("Delete the run “%1”").arg(m_runs->find(ids.front())->name)
                                         : tr("Delete %1 runs").arg(ids.size());
    m_undoStack.push(new ToldEdit(
        what, [this, ids] { Q_EMIT removed(ids); }, [this, ids] { Q_EMIT restored(ids); }));
}

void CompareWorkspace::editText(const QString& id, RunField field, const QString& before, const QString& after) {
    const auto set = [this, id, field](const QString& text) {
        m_runs->setText(id, field, text);
        Q_EMIT textEdited(id, field, text);
    };
    const QString what = field == RunField::Name   ? tr("Rename a run")
                         : field == RunField::Tags ? tr("Change tags")
                                                   : tr("Change notes");
    m_undoStack.push(new ToldEdit(
        what, [set, after] { set(after); }, [set, before] { set(before); }));
}

void CompareWorkspace::untickAll() {
    m_runs->untickAll();
}

void CompareWorkspace::setSearch(const QString& words) {
    m_runs->setSearch(words);
    showCount();
    Q_EMIT selectionChanged();
}

void CompareWorkspace::showCount() {
    const qsizetype all = m_runs->runCount();
    const qsizetype shown = m_runs->rowCount() - 1; // PCA
    m_count->setText(shown != all ? tr("%1 of %2 runs").arg(grouped(shown), grouped(all))
                     : all == 1   ? tr("1 run")
                                  : tr("%1 runs").arg(grouped(all)));
}

void CompareWorkspace::askForTicked() {
    std::map<QString, ComparedRun> ticked;
    for (int colour = 0; colour < RunTable::MostTicked; ++colour) {
        const QString& id = m_runs->ticked()[std::size_t(colour)];
        if (id.isEmpty())
            continue;
        const auto known = m_details.find(id);
        ticked[id] = known == m_details.end() ? ComparedRun{{}, {}, {}, colour} : known->second;
        if (known == m_details.end())
            Q_EMIT detailsWanted(id);
    }
    m_details = std::move(ticked);
    showCompared();
}

void CompareWorkspace::showCompared() {
    ComparedRuns compared;
    for (const QString& id : m_runs->ticked())
        if (const auto known = m_details.find(id); known != m_details.end() && !known->second.summary.id.isEmpty())
            compared.push_back(known->second);
    m_curves->setRuns(compared, m_runs->isPcaTicked());
    m_settings->setRuns(compared);
    m_pictures->setRuns(compared);
}

void CompareWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    Q_EMIT visibilityChanged(true);
}

void CompareWorkspace::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    Q_EMIT visibilityChanged(false);
}

} // namespace hourglass::ui
