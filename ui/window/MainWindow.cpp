// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/MainWindow.h"

#include "ui/compare/CompareWorkspace.h"
#include "ui/design/DesignPanel.h"
#include "ui/design/SettingsPanel.h"
#include "ui/explore/ExploreWorkspace.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/session/CheckpointFolder.h"
#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"
#include "ui/train/ProbePanel.h"
#include "ui/train/TrainWorkspace.h"
#include "ui/widgets/Actions.h"
#include "ui/widgets/TileArea.h"
#include "ui/widgets/VisualTabOrder.h"
#include "ui/window/Documents.h"
#include "ui/window/EditMenu.h"
#include "ui/window/ExportStatus.h"
#include "ui/window/FileMenu.h"
#include "ui/window/HelpMenu.h"
#include "ui/window/HistoryDesk.h"
#include "ui/window/MessageBar.h"
#include "ui/window/ModelExporter.h"
#include "ui/window/ModelSaver.h"
#include "ui/window/PresentationMode.h"
#include "ui/window/PresetActions.h"
#include "ui/window/RecoveryBar.h"
#include "ui/window/RunToolBar.h"
#include "ui/window/ShortcutGuard.h"
#include "ui/window/StatusLine.h"
#include "ui/window/TensorBoardSetting.h"
#include "ui/window/TrainMenu.h"
#include "ui/window/UserPresets.h"
#include "ui/window/ViewMenu.h"
#include "ui/window/Workspaces.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace hourglass::ui {

namespace {

QStringList picturesIn(const QMimeData& mime) {
    QStringList files;
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile() && isNamedLikePicture(url.toLocalFile()))
            files << url.toLocalFile();
    return files;
}

} // namespace

MainWindow::MainWindow(const Experiment& experiment, const Appearance& appearance, CheckpointFolder* checkpoints)
    : m_session(experiment)
    , m_probe(m_session.controller())
    , m_embedding(m_session.controller())
    , m_preview(m_session)
    , m_explorer(m_session.controller())
    , m_saver(new ModelSaver(m_session, *this))
    , m_documents(new Documents(m_session, *m_saver, *this))
    , m_history(std::make_unique<HistoryDesk>(m_session, *m_documents, *this))
    , m_exporter(new ModelExporter(m_session, *m_documents, *this))
    , m_presets(new UserPresets(UserPresets::usualFolder(), this))
    , m_presetActions(new PresetActions(m_session, *m_documents, *m_presets, *this)) {
    setAcceptDrops(true);
    new ShortcutGuard(*this);

    addMenus(appearance);
    m_toolBar = new RunToolBar(m_session, *m_documents, *m_trainMenu, *m_fileMenu, *m_presets, *m_presetActions);
    addToolBar(m_toolBar);
    setCentralWidget(makeCentre());
    m_design = new DesignPanel;
    m_settings = new SettingsPanel;
    QDockWidget* design = addPanel(m_design, Qt::LeftDockWidgetArea, tr("Design"), "DesignDock");
    addPanel(m_settings, Qt::RightDockWidgetArea, tr("Settings"), "SettingsDock");
    for (TileArea* area : {&m_workspace->tiles(), &m_explore->tiles(), &m_pictures->tiles()})
        m_viewMenu->addTiles(*area);
    setStatusBar(new StatusLine(m_session));
    m_presentation = new PresentationMode(*this, *m_viewMenu, *design);

    connectPanels();
    connectWorkspace();
    connectPictures();
    connectProbe();
    connectEmbedding();
    connectMessages();
    connectSharing();
    connect(&m_session, &TrainingSession::updated, this, &MainWindow::showUpdated);
    showExperiment();
    showTitle();
    if (checkpoints) {
        m_session.controller().setCheckpoint(checkpoints->file());
        m_recovery->offer(*checkpoints);
    }
    centralWidget()->setFocus(); // where plain keys are the window's shortcuts
    m_session.reset();
}

MainWindow::~MainWindow() {
    delete m_presentation; // which sees all events, even those of a window half gone
    hideTileWindows();     // while there is somebody to hear that their contents are not seen any more
    delete m_explore;      // which asks the explorer until then
    delete m_pictures;     // and this one the training
}

void MainWindow::hideTileWindows() {
    for (TileArea* area : {&m_workspace->tiles(), &m_explore->tiles(), &m_pictures->tiles()})
        area->hideWindows();
}

void MainWindow::addMenus(const Appearance& appearance) {
    m_fileMenu = new FileMenu(*m_documents, *m_saver, *m_exporter, *m_presetActions, *this);
    m_trainMenu = new TrainMenu(m_session, *m_saver, this);
    m_viewMenu = new ViewMenu(appearance, this);
    m_editMenu = new EditMenu(*m_session.editor().undoStack(), *this);
    m_editMenu->addSteps(*m_history->workspace().undoStack(), m_history->workspace());

    for (QMenu* menu : std::initializer_list<QMenu*>{m_fileMenu, m_editMenu, m_trainMenu, m_history->menu(), m_viewMenu,
                                                     new HelpMenu(*this)})
        menuBar()->addMenu(menu);
}

QWidget* MainWindow::makeCentre() {
    m_problem = new MessageBar(MessageBar::Kind::Problem, tr("Problem"));
    m_notice = new MessageBar(MessageBar::Kind::Notice, tr("Notice"));
    m_recovery = new RecoveryBar(*m_documents);
    m_workspace = new TrainWorkspace;
    m_explore = new ExploreWorkspace(m_explorer);
    m_pictures = new PicturesWorkspace(m_session.controller());
    m_editMenu->addSteps(*m_explore->exploration().undoStack(), *m_explore);
    m_editMenu->addSteps(*m_pictures->shelf().undoStack(), m_pictures->shelf()); // before what it lies in
    m_editMenu->addSteps(*m_pictures->undoStack(), *m_pictures);
    connect(m_problem->addButton(tr("Close")), &QPushButton::clicked, m_problem, [this] { m_problem->say({}); });
    connect(m_notice->addButton(tr("Undo change")), &QPushButton::clicked, &m_session, &TrainingSession::undoDesignChange);

    m_workspaces = new Workspaces(*m_viewMenu);
    m_workspaces->add(m_workspace, "train", tr("Train"), "play", tr("Watch the network learn"));
    m_workspaces->add(m_explore, "explore", tr("Explore"), "find", tr("Walk through the latent space"));
    m_workspaces->add(m_pictures, "pictures", tr("Pictures"), "picture", tr("Restore photographs"));
    m_workspaces->add(&m_history->workspace(), "compare", tr("Compare"), "table",
                      tr("Lay the runs of the history beside each other"));

    auto* centre = new QWidget;
    centre->setFocusProxy(m_workspaces);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_notice);
    layout->addWidget(m_recovery);
    layout->addWidget(m_history->messages());
    layout->addWidget(m_workspaces, 1);
    return centre;
}

QDockWidget* MainWindow::addPanel(QWidget* panel, Qt::DockWidgetArea area, const QString& title, const char* name) {
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setFont({}); // the application's: Qt gives it one of its own, which does not grow with the others
    dock->setWidget(panel);
    addDockWidget(area, dock);
    m_viewMenu->addPanel(*dock);
    return dock;
}

void MainWindow::present(const QString& workspace) {
    if (QWidget* const found = m_workspaces->workspace(workspace))
        m_workspaces->present(found);
}

void MainWindow::openPictures(const QStringList& paths) {
    m_workspaces->present(m_pictures);
    m_pictures->open(paths);
}

/// Pictures from anywhere; in their workspace also models that are to restore them.
void MainWindow::paste() {
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData(); // null while it is empty
    const bool isForPictures = copied && (m_pictures->isVisible() ? PicturesWorkspace::takes(*copied)
                                                                  : copied->hasImage() || !picturesIn(*copied).isEmpty());
    if (!isForPictures)
        return m_documents->paste();
    m_workspaces->present(m_pictures);
    m_pictures->paste();
}

void MainWindow::closeAfterExport() {
    if (std::exchange(m_closesAfterExport, false))
        close();
}

void MainWindow::showExperiment() {
    const auto& editor = m_session.editor();
    m_settings->setExperiment(editor.experiment());
    if (!editor.network()) // networkChanged() comes once the data are known
        m_design->setNetwork(editor.experiment().network, {});
}

void MainWindow::showTitle() {
    const QString& name = m_documents->name();
    setWindowTitle(tr("%1[*] – Hourglass").arg(name.isEmpty() ? tr("Untitled experiment") : name));
    setWindowModified(!m_session.editor().undoStack()->isClean());
}

void MainWindow::showUpdated() {
    using State = TrainingController::State;
    const State state = m_session.controller().state();
    m_notice->say(!m_session.designChanged()        ? QString()
                  : !m_session.obstacle().isEmpty() ? tr("The experiment changed, and cannot be trained as it is.")
                  : state == State::Training
                      ? tr("The experiment changed. This training goes on without it; after Pause, Train starts again, "
                           "from fresh weights.")
                      : tr("The experiment changed. Train starts again, from fresh weights."));
    m_settings->setTraining(state == State::Training || state == State::Paused);
    m_fileMenu->setModelSavable(m_session.controller().hasNetwork());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!picturesIn(*event->mimeData()).isEmpty() || !Documents::referenceIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    if (const QStringList pictures = picturesIn(*event->mimeData()); !pictures.isEmpty())
        openPictures(pictures);
    else
        m_documents->open(Documents::referenceIn(*event->mimeData()));
}

/// Escape, where nothing else has a use for it, leaves what fills the workspace, and then what fills the screen.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    TileArea& tiles = m_explore->isVisible()    ? m_explore->tiles()
                      : m_pictures->isVisible() ? m_pictures->tiles()
                                                : m_workspace->tiles();
    if (event->key() == Qt::Key_Escape && tiles.isVisible() && !tiles.enlarged().isEmpty())
        tiles.showAll();
    else if (event->key() == Qt::Key_Escape)
        m_viewMenu->presentation()->setChecked(false);
    else
        QMainWindow::keyPressEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next) {
    return focusInVisualOrder(*this, next);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_exporter->runner().isRunning()) {
        event->ignore();
        m_closesAfterExport = true;
        statusBar()->showMessage(tr("The window closes when the export is written."));
        return;
    }
    const bool nothingToLose = !m_session.hasUnsavedTraining() && m_session.editor().undoStack()->isClean();
    if (m_mayClose || nothingToLose) {
        m_probe.cancel(); // so that they are over by the time that they are joined
        m_embedding.cancel();
        hideTileWindows(); // nor does the program end before they are gone
        event->accept();
        return;
    }
    event->ignore();
    m_saver->beforeLosing([this] {
        m_documents->beforeLosing([this] {
            m_mayClose = true;
            close();
        });
    });
}

} // namespace hourglass::ui
