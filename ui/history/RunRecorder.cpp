// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunRecorder.h"

#include "engine/api/Catalogues.h"
#include "ui/history/RunHistory.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingController.h"

#include <QDateTime>
#include <QFileInfo>

#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr qint64 WriteInterval = 3000; // ms

std::optional<double> known(double number) {
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

RunState stateOf(Finished::Reason reason) {
    switch (reason) {
    case Finished::Reason::Completed:
        return RunState::Completed;
    case Finished::Reason::Stopped:
        return RunState::Stopped;
    case Finished::Reason::EarlyStopped:
        return RunState::EarlyStopped;
    case Finished::Reason::Diverged:
        return RunState::Diverged;
    case Finished::Reason::Failed:
        return RunState::Failed;
    }
    return RunState::Completed;
}

/// "784 → 512 → 128 → 32".
QString layersInWords(const NetworkReport& network) {
    return toQString(network.inWords()).section(',', 0, 0);
}

} // namespace

RunRecorder::RunRecorder(const TrainingController& controller, RunHistory& history)
    : m_controller(controller)
    , m_history(history) {
    using State = TrainingController::State;
    connect(&controller, &TrainingController::prepared, this, &RunRecorder::begin);
    connect(&controller, &TrainingController::batchesDone, this, &RunRecorder::noteSteps);
    connect(&controller, &TrainingController::epochDone, this, &RunRecorder::addEpoch);
    connect(&controller, &TrainingController::snapshotTaken, this,
            [this](const Snapshot& snapshot) { takePictures(snapshot.reconstructions); });
    connect(&controller, &TrainingController::baselineKnown, this, [this](double pcaMse, qint64 components) {
        if (RunRecord* const run = current()) {
            run->summary.pcaMse = known(pcaMse);
            run->summary.pcaComponents = components;
        }
    });
    connect(&controller, &TrainingController::ended, this, &RunRecorder::finish);
    connect(&controller, &TrainingController::saved, this, &RunRecorder::noteSaved);
    connect(&controller, &TrainingController::stateChanged, this,
            [this](State state) { noteTraining(state == State::Training); });
    connect(&controller, &TrainingController::replacing, this, [this] {
        breakOff(RunState::Stopped, tr("Another network was put in its place before it had ended."));
        m_prepared.reset();
        m_run.reset();
    });
    connect(&controller, &TrainingController::failed, this, [this](const QString& message) {
        if (m_controller.state() == State::Empty)
            breakOff(RunState::Failed, message);
    });
}

RunRecorder::~RunRecorder() {
    breakOff(RunState::Stopped, tr("The window was closed before it had ended."));
}

void RunRecorder::begin(const RunInfo& info) {
    m_run.reset();
    m_prepared.emplace();
    m_stepsBefore = info.stepsBefore;
    m_trainedBefore = 0;
    RunSummary& summary = m_prepared->summary;
    summary.id = m_controller.runId();
    summary.variant = toQString(findEntry(variantEntries(), info.experiment.variant.kind).title);
    summary.dataset = toQString(info.dataset.title);
    summary.codeSize = info.network.code ? info.network.code->output.elements() : 0;
    summary.name = m_name.isEmpty() ? layersInWords(info.network) : m_name;
    m_prepared->details.curve = RunCurve(info.stepsPerEpoch);
}

RunRecord* RunRecorder::current() {
    return m_prepared ? &*m_prepared : m_run ? &*m_run : nullptr;
}

void RunRecorder::noteSteps(const std::vector<BatchReport>& batches) {
    if (!m_prepared || batches.back().step <= m_stepsBefore) // a training that goes on reports what it did before
        return;
    m_run = std::exchange(m_prepared, std::nullopt);
    m_run->summary.started = QDateTime::currentMSecsSinceEpoch();
    write();
    if (!m_run->summary.file.isEmpty())
        m_history.setFile(m_run->summary.id, m_run->summary.file);
}

void RunRecorder::noteTraining(bool trains) {
    if (trains && !m_training.isValid()) {
        m_training.start();
    } else if (!trains && m_training.isValid()) {
        m_trainedBefore += m_training.elapsed();
        m_training.invalidate();
    }
}

double RunRecorder::secondsTrained() const {
    return 1e-3 * double(m_trainedBefore + (m_training.isValid() ? m_training.elapsed() : 0));
}

void RunRecorder::addEpoch(const EpochReport& epoch) {
    RunRecord* const run = current();
    if (!run || run->summary.state != RunState::Running)
        return;
    run->details.curve.append({epoch.step, epoch.trainingObjective, epoch.validationObjective, epoch.validationMse});
    run->summary.mse = known(epoch.validationMse);
    run->summary.epochs = epoch.epoch + 1; // of the stage, as the metrics count
    run->summary.seconds = secondsTrained();
    if (isRunning() && m_sinceWritten.hasExpired(WriteInterval))
        write();
}

void RunRecorder::takePictures(const std::vector<Reconstruction>& reconstructions) {
    RunRecord* const run = current();
    if (!run)
        return;
    RunDetails& details = run->details;
    if (details.originals.size() != reconstructions.size()) { // they stay the same from then on
        details.originals.clear();
        for (const Reconstruction& reconstruction : reconstructions)
            details.originals.push_back(toQImage(reconstruction.original));
    }
    details.rebuilt.clear();
    for (const Reconstruction& reconstruction : reconstructions)
        details.rebuilt.push_back(toQImage(reconstruction.rebuilt));
}

void RunRecorder::finish(const Finished& finished) {
    if (!isRunning())
        return;
    const Metrics& metrics = finished.metrics;
    RunSummary& summary = m_run->summary;
    summary.state = stateOf(finished.reason);
    summary.message = toQString(finished.message);
    summary.epochs = metrics.epochs;
    summary.seconds = metrics.seconds;
    summary.mse = known(metrics.mse);
    summary.pcaMse = known(metrics.pcaMse);
    summary.pcaComponents = metrics.pcaComponents;
    m_run->details.metrics = toQString(toJson(metrics, -1));
    write();
}

void RunRecorder::breakOff(RunState state, const QString& message) {
    if (!isRunning())
        return;
    m_run->summary.state = state;
    m_run->summary.message = message;
    m_run->summary.seconds = secondsTrained();
    write();
}

void RunRecorder::noteSaved(const QString& path) {
    RunRecord* const run = current();
    if (!run)
        return;
    run->summary.file = QFileInfo(path).absoluteFilePath();
    if (m_run) // otherwise with its first step, which may be in the same mail as this
        m_history.setFile(run->summary.id, run->summary.file);
}

void RunRecorder::write() {
    if (const auto& info = m_controller.runInfo()) // with what was changed while it trained
        m_run->details.experiment = toQString(toJson(info->experiment, -1));
    m_history.write(*m_run);
    m_sinceWritten.start();
}

} // namespace hourglass::ui
