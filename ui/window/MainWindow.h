// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "ui/session/EmbeddingRunner.h"
#include "ui/session/Explorer.h"
#include "ui/session/PreviewRunner.h"
#include "ui/session/ProbeRunner.h"
#include "ui/session/TrainingSession.h"
#include "ui/window/Appearance.h"

#include <QMainWindow>

#include <memory>

namespace hourglass::ui {

class CheckpointFolder;
class DesignPanel;
class Documents;
class EditMenu;
class ExploreWorkspace;
class FileMenu;
class HistoryDesk;
class MessageBar;
class ModelExporter;
class ModelSaver;
class PicturesWorkspace;
class PresentationMode;
class PresetActions;
class RecoveryBar;
class RunToolBar;
class SettingsPanel;
class TrainMenu;
class TrainWorkspace;
class UserPresets;
class ViewMenu;
class Workspaces;

/// The desktop program's window: assembly only. It owns the session and the panels, tells each what it shows
/// and passes on what each proposes.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// Prepares `experiment` at once, so that there is something to see.
    /// @param experiment   complete
    /// @param checkpoints  where trainings are kept for after a crash, and where one that was cut short is looked for; must
    ///                     outlive the window; null for nowhere
    MainWindow(const Experiment& experiment, const Appearance& appearance, CheckpointFolder* checkpoints = nullptr);
    ~MainWindow() override;

    PreviewRunner& preview() { return m_preview; }
    Explorer& explorer() { return m_explorer; }
    TrainingSession& session() { return m_session; }
    Documents& documents() { return *m_documents; }
    /// @param workspace  "train", "explore", "pictures" or "compare"
    void present(const QString& workspace);
    /// In the workspace Pictures, which is on show then.
    void openPictures(const QStringList& paths);
    const PresentationMode& presentation() const { return *m_presentation; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void addMenus(const Appearance& appearance);
    QWidget* makeCentre();
    QDockWidget* addPanel(QWidget* panel, Qt::DockWidgetArea area, const QString& title, const char* name);
    void connectPanels();
    void connectWorkspace();
    void connectPictures();
    void paste();
    void connectProbe();
    void connectEmbedding();
    void connectMessages();
    void connectSharing();
    void closeAfterExport();
    void hideTileWindows();
    void showExperiment();
    void showTitle();
    void showUpdated();

    TrainingSession m_session;
    ProbeRunner m_probe;
    EmbeddingRunner m_embedding;
    PreviewRunner m_preview;
    Explorer m_explorer;
    ModelSaver* m_saver;
    Documents* m_documents;
    std::unique_ptr<HistoryDesk> m_history;
    ModelExporter* m_exporter;
    UserPresets* m_presets;
    PresetActions* m_presetActions;
    FileMenu* m_fileMenu = nullptr;
    EditMenu* m_editMenu = nullptr;
    TrainMenu* m_trainMenu = nullptr;
    ViewMenu* m_viewMenu = nullptr;
    RunToolBar* m_toolBar = nullptr;
    MessageBar* m_problem = nullptr;
    MessageBar* m_notice = nullptr;
    RecoveryBar* m_recovery = nullptr;
    TrainWorkspace* m_workspace = nullptr;
    ExploreWorkspace* m_explore = nullptr;
    PicturesWorkspace* m_pictures = nullptr;
    Workspaces* m_workspaces = nullptr;
    DesignPanel* m_design = nullptr;
    SettingsPanel* m_settings = nullptr;
    PresentationMode* m_presentation = nullptr;
    bool m_mayClose = false;
    bool m_closesAfterExport = false;
};

} // namespace hourglass::ui
