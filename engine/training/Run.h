// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/SnapshotMaker.h"
#include "engine/api/Training.h"
#include "engine/data/Dataset.h"
#include "engine/training/DeviceChoice.h"
#include "engine/training/EarlyStopping.h"
#include "engine/training/GoodWeights.h"
#include "engine/training/Pace.h"
#include "engine/training/PrecisionChoice.h"
#include "engine/training/TrainingStep.h"
#include "engine/variants/Autoencoder.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// One training to its end, from fresh weights or from where another one was. Everything lives and dies on the calling
/// thread.
class Run {
public:
    using StepMaker = std::function<std::unique_ptr<TrainingStep>(const Experiment&, Autoencoder&, at::Device, int members)>;

    /// @param experiment  complete
    Run(const Experiment& experiment, TrainingObserver& observer, TrainingControl& control,
        const StepMaker& makeStep = makeTrainingStep);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Takes over weights, history and state of the training that `model` carries; before execute().
    /// @throws Error when it carries none, or was trained on other data
    void goOnFrom(const Model& model);
    /// Takes over weights and history, as those of a training that is complete; before execute().
    void showOnly(const Model& model);
    TrainingResult execute();

private:
    void announce();
    /// Does `work`. What goes wrong once something has been learned ends the run, and that stays.
    void keeping(const std::function<void()>& work);
    void trainStages();
    /// The stage m_stage, from its first batch to its last.
    void trainStage();
    void announceBaseline();
    /// False when the run ended inside the epoch.
    bool trainEpoch();
    bool trainBatch(const at::Tensor& indices);
    void validate();
    /// Ends the run at the last good weights when these are no numbers any more, which a step may bring about that no
    /// batch has seen yet. @return whether they are sound
    bool weightsAreSound();
    void lookIfDue();
    void look();
    void takeLiveSettings();
    /// Position, generators and what its parts remember.
    void remember(StateArchive archive);
    void requirePossiblePosition() const;
    void takeOver(const Model& model);
    /// Brings what the model carries of its training up to date.
    void refreshModel();
    void reportBatch(std::vector<TermValue> terms, double learningRate);
    void end(Finished::Reason reason, std::string message);
    void diverge(std::string message);
    /// `metrics` with what is known of the run so far; the model then carries them.
    Metrics recorded(Metrics metrics);
    TrainingResult result();

    /// The stage that is running, or null while the whole network is trained.
    Stage* pretraining() const { return m_stage < m_pretraining.size() ? m_pretraining[m_stage].get() : nullptr; }
    std::int64_t epochsOf(std::size_t stage) const;
    std::int64_t epochs() const { return epochsOf(m_stage); }
    double epochNow() const { return double(m_stageStep) / double(m_stepsPerEpoch); }

    Experiment m_experiment;
    TrainingObserver& m_observer;
    TrainingControl& m_control;
    const at::Device m_device; ///< first, so that one that is not there is said at once
    std::shared_ptr<const Dataset> m_dataset;
    DataPart m_samples; ///< that are trained on in the epoch that is running
    std::shared_ptr<Autoencoder> m_autoencoder;
    Model m_model;
    const int m_threads; ///< all there are
    PrecisionChoice m_precision;
    std::vector<std::unique_ptr<Stage>> m_pretraining;
    std::unique_ptr<TrainingStep> m_training;
    SnapshotMaker m_snapshots;
    Pace m_pace;
    at::Generator m_shuffle; ///< as it was before the epoch that is running
    at::Generator m_noise;

    std::int64_t m_batchSize;
    std::int64_t m_stepsPerEpoch;
    std::size_t m_stage = 0;      ///< those of m_pretraining, then the whole network
    std::int64_t m_epoch = 0;     ///< finished epochs of the stage
    std::int64_t m_stageStep = 0; ///< finished steps of the stage
    std::int64_t m_step = 0;      ///< finished steps of the run
    std::string m_startNote;
    bool m_isAnnounced = false;
    bool m_isFresh = true; ///< and does not go on from another training
    std::int64_t m_lookedAtStep = -1;
    std::vector<Reconstruction> m_shown; ///< the first ones of the last snapshot
    std::vector<TermValue> m_epochTerms; ///< sums over the epoch's samples
    EarlyStopping m_earlyStopping;
    GoodWeights m_goodWeights; ///< the last ones known to be sound
    std::optional<Finished> m_finished;
};

} // namespace hourglass
