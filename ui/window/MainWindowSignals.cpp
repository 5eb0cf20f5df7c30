// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the window hear of each other.
#include "ui/window/MainWindow.h"

#include "ui/charts/LatentChart.h"
#include "ui/compare/CompareWorkspace.h"
#include "ui/design/DesignPanel.h"
#include "ui/design/SettingsPanel.h"
#include "ui/explore/ExploreWorkspace.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/session/Convert.h"
#include "ui/train/LatentPanel.h"
#include "ui/train/ProbePanel.h"
#include "ui/train/TrainWorkspace.h"
#include "ui/window/Documents.h"
#include "ui/window/EditMenu.h"
#include "ui/window/ExportStatus.h"
#include "ui/window/HistoryDesk.h"
#include "ui/window/MessageBar.h"
#include "ui/window/ModelExporter.h"
#include "ui/window/RunToolBar.h"
#include "ui/window/TensorBoardSetting.h"
#include "ui/window/TrainMenu.h"
#include "ui/window/UserPresets.h"
#include "ui/window/ViewMenu.h"
#include "ui/window/Workspaces.h"

#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>
#include <QUndoStack>

namespace hourglass::ui {

void MainWindow::connectPanels() {
    auto& editor = m_session.editor();
    connect(&editor, &ExperimentEditor::changed, this, &MainWindow::showExperiment);
    connect(&editor, &ExperimentEditor::networkChanged, this, [this](const NetworkReport& network) {
        m_design->setNetwork(m_session.editor().experiment().network, network);
        m_design->offerRepairs(m_session.editor().repairs());
        const QString field = network.fault ? toQString(network.fault->field) : QString();
        if (!field.isEmpty() && !field.startsWith("network.encoder.") && !field.startsWith("network.decoder."))
            m_settings->showFault(field, toQString(network.fault->message)); // a setting can mend it as well
    });
    connect(qobject_cast<QDockWidget*>(m_design->parentWidget()), &QDockWidget::visibilityChanged, &m_preview,
            &PreviewRunner::setWanted);
    connect(&m_preview, &PreviewRunner::previewed, m_design, &DesignPanel::setPreview);
    connect(m_design, &DesignPanel::nextSampleRequested, &m_preview, &PreviewRunner::showNextSample);
    connect(m_design, &DesignPanel::networkEdited, this,
            [&editor](const NetworkSpec& network, const QString& what, const QString& mergeKey) {
                Experiment experiment = editor.experiment();
                experiment.network = network;
                editor.edit(what, experiment, mergeKey);
            });
    connect(m_settings, &SettingsPanel::experimentEdited, this,
            [&editor](const Experiment& experiment, const QString& what, const QString& mergeKey) {
                editor.edit(what, experiment, mergeKey);
            });
}

void MainWindow::connectWorkspace() {
    auto& controller = m_session.controller();
    connect(&controller, &TrainingController::prepared, m_workspace, &TrainWorkspace::begin);
    connect(&controller, &TrainingController::batchesDone, m_workspace, &TrainWorkspace::addBatches);
    connect(&controller, &TrainingController::epochDone, m_workspace, &TrainWorkspace::addEpoch);
    connect(&controller, &TrainingController::snapshotTaken, m_workspace, [this, &controller](const Snapshot& snapshot) {
        m_workspace->showSnapshot(snapshot, snapshot.watch == controller.watch().number);
    });
    connect(&controller, &TrainingController::baselineKnown, m_workspace, &TrainWorkspace::showBaseline);
    connect(&controller, &TrainingController::ended, m_workspace, &TrainWorkspace::showFinished);
    connect(m_workspace, &TrainWorkspace::watchChanged, &controller, &TrainingController::setWatch);
    connect(&m_workspace->latent().chart().plot(), &LatentPlot::selectionChanged, m_explore,
            [this] { m_explore->setSelection(m_workspace->latent().chart().plot().selected()); });
    connect(&m_session, &TrainingSession::liveChanged, m_workspace, &TrainWorkspace::showLiveChange);
}

void MainWindow::connectPictures() {
    auto* menu = new QMenu(tr("&Pictures"), this);
    menu->addActions(m_pictures->actions());
    menuBar()->insertMenu(m_viewMenu->menuAction(), menu);
    connect(menu, &QMenu::triggered, this, [this] { m_workspaces->present(m_pictures); });
    connect(m_editMenu, &EditMenu::pasteRequested, this, &MainWindow::paste);
    connect(m_pictures, &PicturesWorkspace::failed, m_problem, &MessageBar::say);
    connect(m_pictures, &PicturesWorkspace::trainingWanted, this, [this](const Experiment& experiment) {
        m_documents->put(tr("Train on photographs"), experiment, [this] {
            m_pictures->followTraining();
            m_session.train();
        });
    });
}

void MainWindow::connectProbe() {
    ProbePanel* const panel = &m_workspace->probe();
    const QAction* measure = m_trainMenu->measure();
    connect(measure, &QAction::triggered, this, [this] {
        m_workspaces->present(m_workspace);
        m_workspace->measure();
    });
    connect(measure, &QAction::enabledChanged, panel, &ProbePanel::setAvailable);
    connect(panel, &ProbePanel::probeRequested, &m_probe, &ProbeRunner::start);
    connect(panel, &ProbePanel::probeCancelled, &m_probe, &ProbeRunner::cancel);
    connect(&m_probe, &ProbeRunner::started, panel, &ProbePanel::showStarted);
    connect(&m_probe, &ProbeRunner::copied, panel, &ProbePanel::showCopied);
    connect(&m_probe, &ProbeRunner::rowMeasured, panel, &ProbePanel::showRow);
    connect(&m_probe, &ProbeRunner::progressed, panel, &ProbePanel::showProgress);
    connect(&m_probe, &ProbeRunner::finished, panel, &ProbePanel::showReport);
    connect(&m_probe, &ProbeRunner::failed, panel, &ProbePanel::showFault);
    connect(&m_probe, &ProbeRunner::cancelled, panel, &ProbePanel::showCancelled);
}

void MainWindow::connectEmbedding() {
    LatentPanel* const panel = &m_workspace->latent();
    connect(panel, &LatentPanel::embeddingRequested, &m_embedding, &EmbeddingRunner::start);
    connect(panel, &LatentPanel::embeddingCancelled, &m_embedding, &EmbeddingRunner::cancel);
    connect(&m_embedding, &EmbeddingRunner::started, panel, &LatentPanel::showEmbeddingStarted);
    connect(&m_embedding, &EmbeddingRunner::copied, panel, &LatentPanel::showEmbeddingPlace);
    connect(&m_embedding, &EmbeddingRunner::progressed, panel, &LatentPanel::showEmbeddingProgress);
    connect(&m_embedding, &EmbeddingRunner::finished, panel, &LatentPanel::showEmbedding);
    connect(&m_embedding, &EmbeddingRunner::failed, panel, &LatentPanel::showEmbeddingFault);
    connect(&m_embedding, &EmbeddingRunner::cancelled, panel, &LatentPanel::showEmbeddingCancelled);
}

void MainWindow::connectMessages() {
    auto& controller = m_session.controller();
    connect(&controller, &TrainingController::failed, this, [this](const QString& message, const QString& field) {
        m_problem->say(message);
        m_settings->showFault(field, message);
    });
    connect(&controller, &TrainingController::ended, this, [this](const Finished& finished) {
        if (finished.isFault())
            m_problem->say(toQString(finished.message));
    });
    const auto forget = [this] {
        m_problem->say({});
        m_settings->showFault({}, {});
    };
    connect(&controller, &TrainingController::prepared, this, forget);
    connect(&m_session.editor(), &ExperimentEditor::changed, this, forget); // said of the experiment before
    connect(&m_session, &TrainingSession::networkAdapted, this, [this] {
        statusBar()->showMessage(tr("The network could not work with these data and was adapted to them."), 8000);
    });
    connect(&controller, &TrainingController::checkpointFailed, this, [this](const QString& message) {
        m_problem->say(
            tr("%1 Training goes on, but after a crash it could not be taken up again. Save the model where there "
               "is space.")
                .arg(message));
    });
    connect(m_documents, &Documents::failed, m_problem, &MessageBar::say);
    const auto saySaved = [this](const QString& path) { statusBar()->showMessage(tr("Saved to %1").arg(path), 5000); };
    connect(m_documents, &Documents::saved, this, saySaved);
    connect(m_documents, &Documents::reading, this,
            [this](const QString& path) { statusBar()->showMessage(tr("Reading %1…").arg(path)); });
    connect(m_documents, &Documents::read, statusBar(), &QStatusBar::clearMessage);
    connect(&controller, &TrainingController::saved, this, saySaved);
    connect(m_documents, &Documents::named, this, &MainWindow::showTitle);
    connect(m_session.editor().undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(m_toolBar, &RunToolBar::failed, m_problem, &MessageBar::say);
    connect(m_workspace, &TrainWorkspace::saved, this, saySaved);
    connect(m_workspace, &TrainWorkspace::failed, m_problem, &MessageBar::say);
    connect(m_explore, &ExploreWorkspace::saved, this, saySaved);
    connect(m_pictures, &PicturesWorkspace::saved, this, saySaved);
    connect(m_explore, &ExploreWorkspace::failed, m_problem, &MessageBar::say);
    connect(&m_history->workspace(), &CompareWorkspace::saved, this, saySaved);
    connect(&m_history->workspace(), &CompareWorkspace::failed, m_problem, &MessageBar::say);
}

void MainWindow::connectSharing() {
    const ExportRunner* runner = &m_exporter->runner();
    statusBar()->addPermanentWidget(new ExportStatus(m_exporter->runner()));
    connect(runner, &ExportRunner::failed, m_problem, &MessageBar::say);
    connect(runner, &ExportRunner::failed, this, [this] { m_closesAfterExport = false; }); // so that it can be read
    connect(runner, &ExportRunner::cancelled, this, &MainWindow::closeAfterExport);
    connect(runner, &ExportRunner::finished, this, &MainWindow::closeAfterExport, Qt::QueuedConnection);
    connect(runner, &ExportRunner::finished, this, [this](const QStringList& files) {
        statusBar()->showMessage(tr("Exported to %1").arg(files.join(tr(" and "))), 8000);
    });
    const auto say = [this](const QString& note) { statusBar()->showMessage(note, 8000); };
    connect(m_documents, &Documents::linkCopied, this, say);
    connect(&m_trainMenu->tensorBoard(), &TensorBoardSetting::changed, this, say);
    connect(m_presets, &UserPresets::failed, m_problem, &MessageBar::say);
    connect(m_presets, &UserPresets::saved, this, [this](const QString& title) {
        statusBar()->showMessage(tr("“%1” is now among your presets.").arg(title), 8000);
    });
}

} // namespace hourglass::ui
