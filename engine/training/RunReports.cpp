// SPDX-License-Identifier: GPL-3.0-or-later
// What a run tells of itself.
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Pca.h"
#include "engine/api/Runtime.h"
#include "engine/core/ThreadCount.h"
#include "engine/training/Control.h"
#include "engine/training/Run.h"
#include "engine/variants/ModelInternals.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hourglass {

namespace {
/// Samples in the picture that a model carries.
constexpr std::size_t kThumbnails = 4;
} // namespace

void Run::announce() {
    RunInfo info;
    info.experiment = m_experiment;
    info.dataset = m_dataset->info;
    info.network = m_autoencoder->network();
    info.loss = m_autoencoder->outputRule().loss;
    info.lossReason = m_autoencoder->outputRule().reason;
    info.stepsPerEpoch = m_stepsPerEpoch;
    for (const auto& stage : m_pretraining)
        info.stages.push_back(stage->info());
    info.stages.push_back({"Whole network", epochsOf(m_pretraining.size())});
    info.startNote = m_startNote;
    info.album = m_snapshots.album();
    info.computeNote =
        (m_device.is_cpu() ? computeNote() : "CUDA") + ", " + m_precision.name + " (" + m_precision.reason + ")";
    if (m_step > 0)
        info.before = std::make_shared<const History>(m_model.internals().history);
    info.stepsBefore = m_step;
    m_observer.onPrepared(info);
    if (const auto wanted = m_control.internals().takeWatch())
        m_snapshots.setWatch(*wanted);
    look();
    announceBaseline();
}

void Run::announceBaseline() {
    const std::int64_t components = m_autoencoder->network().code->output.elements();
    m_observer.onBaseline(pcaError(m_dataset, m_experiment, components), components);
}

void Run::reportBatch(std::vector<TermValue> terms, double learningRate) {
    BatchReport report;
    report.stage = m_stage;
    report.epoch = m_epoch;
    report.step = m_step;
    report.objective = objectiveOf(terms);
    report.terms = std::move(terms);
    report.learningRate = learningRate;
    report.samplesPerSecond = m_pace.samplesPerSecond();
    std::int64_t steps = epochs() * m_stepsPerEpoch - m_stageStep;
    for (std::size_t later = m_stage + 1; later <= m_pretraining.size(); ++later)
        steps += epochsOf(later) * m_stepsPerEpoch;
    const double left = double(steps) * double(m_batchSize);
    report.secondsLeft = report.samplesPerSecond > 0 ? left / report.samplesPerSecond : 0;
    m_model.internals().history.append(report);
    m_observer.onBatch(report);
}

void Run::lookIfDue() {
    if (m_pace.snapshotIsDue() && weightsAreSound())
        look();
}

void Run::look() {
    if (m_lookedAtStep == m_step)
        return;
    m_training->deliver();
    const ThreadCount threads(m_threads); // the crew rests meanwhile
    m_pace.beginSnapshot();
    Snapshot snapshot = m_snapshots.take(*m_autoencoder, m_experiment);
    if (const Stage* stage = pretraining()) {
        std::vector<Figure> figures = stage->lens();
        snapshot.lens.insert(snapshot.lens.begin(), std::make_move_iterator(figures.begin()),
                             std::make_move_iterator(figures.end()));
    }
    m_shown.assign(snapshot.reconstructions.begin(),
                   snapshot.reconstructions.begin() +
                       std::ptrdiff_t(std::min(kThumbnails, snapshot.reconstructions.size())));
    snapshot.epoch = m_epoch;
    snapshot.step = m_step;
    m_pace.endSnapshot();
    m_lookedAtStep = m_step;
    m_observer.onSnapshot(snapshot);
}

Metrics Run::recorded(Metrics metrics) {
    metrics.pcaComponents = m_autoencoder->network().code->output.elements();
    metrics.pcaMse = pcaError(m_dataset, m_experiment, metrics.pcaComponents);
    metrics.samplesPerSecond = m_pace.meanSamplesPerSecond();
    metrics.epochs = m_epoch;
    metrics.seconds = m_pace.trainingSeconds();
    metrics.precision = m_precision.name;
    metrics.seed = m_experiment.training.integer("seed");
    m_model.internals().metrics = metrics;
    return metrics;
}

} // namespace hourglass
