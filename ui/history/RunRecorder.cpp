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
    connect(&controller, &TrainingController::batchesDone, this, &RunRecorder::noteFirstStep);
    connect(&controller, &TrainingController::epochDone, this, &RunRecorder::addEpoch);
    connect(&controller, &TrainingController::snapshotTaken, this,
            [this](const Snapshot& snapshot) { takePictures(snapshot.reconstructions); });
    connect(&controller, &TrainingController::baselineKnown, this, [this](double pcaMse, qint64 components) {
        if (RunRecord* run = m_prepared ? &*m_prepared : m_run ? &*m_run : nullptr) {
            run->summary.pcaMse = known(pcaMse);
            run->summary.pcaComponents = components;
        }
    });
    connect(&controller, &TrainingController::ended, this, &RunRecorder::finish);
    connect(&controller, &TrainingController::saved, this, &RunRecorder::noteSaved);
    connect(&controller, &TrainingController::stateChanged, this, [this](State state) {
        noteTraining(state == State::Training);
        if (state == State::Preparing) { // another one takes its place
            breakOff(RunState::Stopped, tr("Another network was put in its place before it had ended."));
            m_prepared.reset();
            m_run.reset();
        }
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
    m_trainedBefore = 0;
    RunSummary& summary = m_prepared->summary;
    summary.id = m_controller.runId();
    summary.variant = toQString(findEntry(variantEntries(), info.experiment.variant.kind).title);
    summary.dataset = toQString(info.dataset.title);
    summary.codeSize = info.network.code ? info.network.code->output.elements() : 0;
    summary.name = m_name.isEmpty() ? layersInWords(info.network) : m_name;
    m_prepared->details.curve = RunCurve(info.stepsPerEpoch);
}

void RunRecorder::noteFirstStep() {
    if (!m_prepared)
        return;
    m_run = std::exchange(m_prepared, std::nullopt);
    m_run->summary.started = QDateTime::currentMSecsSinceEpoch();
    write();
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
    if (!isRunning())
        return;
    m_run->details.curve.append({epoch.step, epoch.trainingObjective, epoch.validationObjective, epoch.validationMse});
    m_run->summary.mse = known(epoch.validationMse);
    m_run->summary.epochs += 1;
    m_run->summary.seconds = secondsTrained();
    if (m_sinceWritten.hasExpired(WriteInterval))
        write();
}

void RunRecorder::takePictures(const std::vector<Reconstruction>& reconstructions) {
    RunRecord* const run = m_prepared ? &*m_prepared : m_run ? &*m_run : nullptr;
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
    write();
}

void RunRecorder::noteSaved(const QString& path) {
    if (m_run)
        m_history.setFile(m_run->summary.id, QFileInfo(path).absoluteFilePath());
}

void RunRecorder::write() {
    if (const auto& info = m_controller.runInfo()) // with what was changed while it trained
        m_run->details.experiment = toQString(toJson(info->experiment, -1));
    m_history.write(*m_run);
    m_sinceWritten.start();
}

} // namespace hourglass::ui
