// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Run.h"

#include "engine/analysis/ContactSheet.h"
#include "engine/analysis/Evaluation.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"
#include "engine/core/ThreadCount.h"
#include "engine/training/Control.h"
#include "engine/training/DeviceChoice.h"
#include "engine/training/Divergence.h"
#include "engine/training/MemoryNeed.h"
#include "engine/training/Schedule.h"
#include "engine/training/StageValidation.h"
#include "engine/training/StartingWeights.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <utility>

namespace hourglass {

namespace {

/// Steps between two copies of weights known to be good: a few copies a second cost nothing.
constexpr std::int64_t kStepsPerCopy = 100;

std::shared_ptr<Autoencoder> makeAutoencoder(const Experiment& experiment, const Dataset& dataset, at::Device device) {
    const DataTraits traits = DataTraits::of(dataset.info);
    requireMemory(experiment, inspect(experiment, traits.shape, traits.classes), dataset.training.count(),
                  device.is_cpu() ? at::get_num_threads() : 0);
    return std::make_shared<Autoencoder>(experiment, traits);
}

Model makeModel(const Experiment& experiment, std::shared_ptr<Autoencoder> autoencoder) {
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = experiment;
    internals->autoencoder = std::move(autoencoder);
    return Model(std::move(internals));
}

} // namespace

Run::Run(const Experiment& experiment, TrainingObserver& observer, TrainingControl& control, const StepMaker& makeStep)
    : m_experiment(experiment)
    , m_observer(observer)
    , m_control(control)
    , m_device(chooseDevice(experiment.training))
    , m_dataset(loadDataset(experiment.dataset))
    , m_autoencoder(makeAutoencoder(experiment, *m_dataset, m_device))
    , m_model(makeModel(experiment, m_autoencoder))
    , m_threads(at::get_num_threads())
    , m_precision(choosePrecision(experiment, *m_autoencoder, m_device))
    , m_pretraining(m_autoencoder->pretraining())
    , m_training(makeStep(experiment, *m_autoencoder, m_device, m_threads))
    , m_snapshots(std::make_shared<DatasetAlbum>(m_dataset), experiment.training.integer("seed"))
    , m_shuffle(seededGenerator(experiment.training.integer("seed"), "shuffle"))
    , m_noise(seededGenerator(experiment.training.integer("seed"), "corruption"))
    , m_batchSize(std::min(experiment.training.integer("batchSize"), m_dataset->training.count()))
    , m_stepsPerEpoch((m_dataset->training.count() + m_batchSize - 1) / m_batchSize)
    , m_earlyStopping(experiment.training.integer("patience")) {
    if (!m_pretraining.empty() && !experiment.training.text("frozen").empty())
        throw Error("Layers cannot be frozen with a variant that trains in stages before the whole network. Freeze none, or "
                    "choose a variant without stages.",
                    "training.frozen");
    if (!m_pretraining.empty() && m_autoencoder->outputRule().difference)
        throw Error("The layers that this variant trains before the whole network rebuild their input, so the output cannot "
                    "be what is to be taken away from it. Choose another output, or a variant without stages.",
                    "training.output");
    m_autoencoder->setPrecision(m_precision.precision);
    m_model.internals().refresh = [this] { refreshModel(); };
}

Run::~Run() {
    m_model.internals().refresh = nullptr;
}

TrainingResult Run::execute() {
    if (m_isFresh) {
        m_autoencoder->begin();
        m_startNote = takeStartingWeights(m_experiment.training, *m_autoencoder);
    }
    takeLiveSettings(); // of a training that goes on, more epochs perhaps
    announce();
    m_isAnnounced = true;
    m_goodWeights.keep(*m_autoencoder);
    keeping([this] { trainStages(); });
    return result();
}

void Run::trainStages() {
    while (!m_finished) {
        trainStage();
        if (m_finished)
            return;
        if (m_stage < m_pretraining.size()) {
            ++m_stage;
            m_epoch = 0;
            m_stageStep = 0;
            continue;
        }
        takeLiveSettings(); // more epochs, perhaps, at the last moment
        if (m_epoch >= epochs())
            end(Finished::Reason::Completed, "Training is complete.");
    }
}

void Run::trainStage() {
    while (!m_finished && m_epoch < epochs()) {
        m_samples = m_dataset->trainingIn(m_epoch);
        if (const ThreadCount threads(pretraining() ? m_threads : m_training->threadsBeside()); !trainEpoch())
            break;
        ++m_epoch;
        if (weightsAreSound())
            validate();
    }
    if (Stage* stage = pretraining())
        stage->end();
}

std::int64_t Run::epochsOf(std::size_t stage) const {
    return stage < m_pretraining.size() ? m_pretraining[stage]->info().epochs : m_experiment.training.integer("epochs");
}

bool Run::trainEpoch() {
    at::Generator drawing = m_shuffle.clone();
    const at::Tensor order = at::randperm(m_dataset->training.count(), drawing, at::kLong);
    const auto batches = order.split(m_batchSize);
    auto done = std::size_t(m_stageStep - m_epoch * m_stepsPerEpoch); // where it goes on in the middle of an epoch
    if (done == 0)
        m_epochTerms.clear();
    for (; done < batches.size(); ++done) {
        const auto refresh = [this] {
            takeLiveSettings(); // what is saved while it rests has them too
            m_training->deliver();
        };
        const auto watch = [this](const Watch& wanted) {
            takeLiveSettings();
            m_snapshots.setWatch(wanted);
            m_lookedAtStep = -1;
            look();
        };
        if (!m_control.internals().proceed(m_observer, m_model, refresh, watch)) {
            takeLiveSettings();
            end(Finished::Reason::Stopped, "Stopped by hand.");
            return false;
        }
        takeLiveSettings();
        if (m_epoch >= epochs() || !trainBatch(batches[done]))
            return false;
        lookIfDue();
    }
    m_shuffle = drawing;
    return true;
}

bool Run::trainBatch(const at::Tensor& indices) {
    m_pace.beginStep();
    const auto part = [&](std::int64_t first, std::int64_t count, at::Generator& noise) {
        const at::Tensor chosen = indices.narrow(0, first, count);
        const at::Tensor target = m_samples.gather(chosen);
        const at::Tensor input = corrupted(m_experiment.corruption, target, m_dataset->info.inUnitRange, noise);
        return Batch{input, target, m_samples.gatherLabels(chosen), epochNow(), &noise};
    };
    Stage* const stage = pretraining();
    const std::int64_t samples = indices.size(0);
    const std::vector<TermValue> terms =
        stage ? stage->measure(part(0, samples, m_noise)) : m_training->measure(samples, part);
    if (const auto cause = divergence(terms, m_experiment, m_epoch, m_step)) {
        diverge(*cause);
        return false;
    }
    // A finite loss does not vouch for the weights: a rectifier may hide what is no number.
    if (m_step % kStepsPerCopy == 0) {
        if (!weightsAreSound())
            return false;
        m_goodWeights.keep(*m_autoencoder);
    }
    const double learningRate =
        stage ? stage->learningRate() : scheduledRate(m_experiment.training, m_stageStep, m_stepsPerEpoch);
    stage ? stage->update() : m_training->update(learningRate);
    ++m_step;
    ++m_stageStep;
    m_pace.endStep(indices.size(0));

    m_epochTerms.resize(terms.size());
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const double share = double(indices.size(0)) / double(m_dataset->training.count());
        m_epochTerms[i] = {terms[i].name, m_epochTerms[i].value + share * terms[i].value, terms[i].weight, terms[i].unit};
    }
    reportBatch(terms, learningRate);
    return true;
}

bool Run::weightsAreSound() {
    m_training->deliver();
    if (hasFiniteWeights(*m_autoencoder))
        return true;
    diverge(divergenceOfWeights(m_experiment, m_epoch, m_step));
    return false;
}

void Run::validate() {
    const Metrics metrics = recorded(evaluate(*m_autoencoder, m_experiment, *m_dataset));
    if (const auto cause = divergence(metrics.terms, m_experiment, m_epoch, m_step)) {
        diverge(*cause);
        return;
    }
    EpochReport report;
    report.stage = m_stage;
    report.epoch = m_epoch - 1;
    report.step = m_step;
    report.training = m_epochTerms;
    report.validation =
        pretraining() ? validationTerms(*pretraining(), *m_dataset, m_experiment, epochNow()) : metrics.terms;
    report.trainingObjective = objectiveOf(report.training);
    report.validationObjective = objectiveOf(report.validation);
    report.validationMse = metrics.mse;
    m_model.internals().history.append(report);
    m_observer.onEpoch(report);

    if (pretraining())
        return;
    if (const auto reason = m_earlyStopping.judge(report.validationObjective, m_epoch, *m_autoencoder))
        end(Finished::Reason::EarlyStopped, *reason);
}

void Run::takeLiveSettings() {
    const auto live = m_control.internals().takeLive();
    if (!live)
        return;
    const Experiment before = std::exchange(m_experiment, withLiveFrom(m_experiment, *live));
    m_training->setExperiment(m_experiment);
    m_model.internals().experiment = m_experiment;
    // Another corruption is another task, and other weights make another objective: the baseline is none for the one, the
    // best figure so far none for either.
    const bool isOtherTask = m_experiment.corruption != before.corruption;
    if (isOtherTask && m_isAnnounced)
        announceBaseline();
    if (isOtherTask || m_experiment.variant != before.variant ||
        m_experiment.training.real("sparsity") != before.training.real("sparsity"))
        m_earlyStopping.beginAgain(m_epoch);
}

void Run::diverge(std::string message) {
    m_training->deliver(); // what came to nothing must not be delivered later
    m_goodWeights.restore(*m_autoencoder);
    end(Finished::Reason::Diverged, std::move(message));
}

void Run::end(Finished::Reason reason, std::string message) {
    m_finished = Finished{reason, std::move(message), {}};
    refreshModel(); // before a stage that is broken off tidies up
    if (reason == Finished::Reason::EarlyStopped || reason == Finished::Reason::Diverged)
        m_model.internals().training.clear(); // it belongs to weights that were given up
}

TrainingResult Run::result() {
    if (!m_finished->isFault())
        weightsAreSound();
    m_model.internals().refresh = nullptr;
    m_stage = m_pretraining.size();
    m_lookedAtStep = -1;                          // restored weights deserve a new look even where no step was done
    m_autoencoder->setPrecision(Precision::Full); // what was learned is shown and used as exactly as it is kept
    if (const auto wanted = m_control.internals().takeWatch())
        m_snapshots.setWatch(*wanted);
    keeping([this] { look(); });
    m_model.internals().mapAxes = m_snapshots.axes();
    m_model.internals().album = m_snapshots.album();
    m_model.internals().thumbnail = contactSheet(m_shown);
    m_finished->metrics = m_model.metrics();
    keeping([this] { m_finished->metrics = recorded(evaluate(*m_autoencoder, m_experiment, *m_dataset)); });
    return {*m_finished, m_model};
}

TrainingResult train(const Experiment& experiment, TrainingObserver& observer, TrainingControl& control) {
    return guarded([&] { return Run(complete(experiment), observer, control).execute(); });
}

} // namespace hourglass
