// SPDX-License-Identifier: GPL-3.0-or-later
// What a run leaves behind and can go on from.
#include "engine/analysis/ContactSheet.h"
#include "engine/core/Guard.h"
#include "engine/data/Fingerprint.h"
#include "engine/training/Run.h"
#include "engine/variants/ModelInternals.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hourglass {

namespace {
constexpr std::int64_t kMostTerms = 100; // of an objective, so that a damaged file cannot ask for more
} // namespace

void Run::remember(StateArchive archive) {
    auto stage = std::int64_t(m_stage), terms = std::int64_t(m_epochTerms.size());
    archive.number("stage", stage);
    archive.number("epoch", m_epoch);
    archive.number("stageStep", m_stageStep);
    archive.number("step", m_step);
    archive.number("terms", terms);
    m_stage = std::size_t(stage);
    if (archive.isRestoring())
        requirePossiblePosition();
    // Names, weights and units come again with the next batch.
    m_epochTerms.resize(std::size_t(std::clamp<std::int64_t>(terms, 0, kMostTerms)));
    for (std::size_t term = 0; term < m_epochTerms.size(); ++term)
        archive.real("term " + std::to_string(term), m_epochTerms[term].value);
    archive.generator("shuffle", m_shuffle);
    archive.generator("corruption", m_noise);
    m_earlyStopping.remember(archive.within("early stopping"), *m_autoencoder);
    if (Stage* running = pretraining()) {
        running->remember(archive.within("stage"));
        m_autoencoder->remember(archive.within("layers"));
    } else {
        m_training->remember(archive.within("step"));
    }
}

void Run::requirePossiblePosition() const {
    constexpr std::int64_t most = std::int64_t(1) << 40; // so that nothing overflows
    const bool isPossible = m_epoch <= most / m_stepsPerEpoch && m_step <= most && m_stage <= m_pretraining.size() &&
                            m_epoch >= 0 && m_stageStep >= m_epoch * m_stepsPerEpoch &&
                            m_stageStep <= (m_epoch + 1) * m_stepsPerEpoch && m_step >= m_stageStep;
    if (!isPossible)
        throw Error("the place that its training had come to is impossible");
}

void Run::goOnFrom(const Model& model) {
    const Model::Private& before = model.internals();
    if (before.training.empty())
        throw Error("This model cannot go on with its training: it diverged, was stopped early, or was saved without the "
                    "training's state. Train the experiment afresh.");
    if (before.dataFingerprint != fingerprint(*m_dataset))
        throw Error("The data are not those that this model was trained on, so its training cannot go on. Bring the former "
                    "data back, or train the experiment afresh.",
                    "dataset");
    takeOver(model);
    try {
        remember(StateArchive::restoringFrom(before.training));
    } catch (const Error& error) {
        const std::string& reason = error.message();
        throw Error("This model cannot go on with its training: " + reason + (reason.ends_with('.') ? "" : ".") +
                    " Train the experiment afresh.");
    }
}

void Run::showOnly(const Model& model) {
    takeOver(model);
    m_step = m_model.history().lastStep();
    m_stage = m_pretraining.size();
    m_epoch = model.metrics().epochs;
    end(Finished::Reason::Completed, "Shown as it was saved.");
    m_model.internals().training = model.internals().training;
}

void Run::takeOver(const Model& model) {
    const Model::Private& before = model.internals();
    const DataTraits &then = before.autoencoder->data(), &now = m_autoencoder->data();
    if (then.shape != now.shape || then.classes != now.classes)
        throw Error(
            "The data have another shape or other classes than those that this model was trained on. Bring the former "
            "data back, or train the experiment afresh.",
            "dataset");
    copyState(*before.autoencoder, *m_autoencoder);
    m_isFresh = false;
    Model::Private& own = m_model.internals();
    own.metrics = before.metrics;
    if (before.history.stages() <= m_pretraining.size() + 1) // of a damaged file it may be anything
        own.history = before.history;
    own.dataFingerprint = before.dataFingerprint;
    m_precision = asBefore(std::move(m_precision), before.metrics.precision, m_experiment.training);
    m_autoencoder->setPrecision(m_precision.precision);
    if (std::isfinite(own.metrics.seconds) && std::isfinite(own.metrics.samplesPerSecond))
        m_pace.goOnFrom(own.metrics.seconds, own.metrics.samplesPerSecond);
}

void Run::keeping(const std::function<void()>& work) {
    try {
        guarded(work);
    } catch (const Error& error) {
        if (m_step == 0)
            throw;
        const std::string message = std::string(error.what()) + " What was learned until then is kept.";
        if (!m_finished) {
            try {
                end(Finished::Reason::Failed, message);
                weightsAreSound();
                if (Stage* stage = pretraining())
                    stage->end();
            } catch (const std::exception&) { // its device is gone, perhaps: there are the last weights that it delivered
                m_finished = Finished{Finished::Reason::Failed, message, {}};
                m_model.internals().training.clear();
                m_goodWeights.restore(*m_autoencoder);
            }
        } else if (!m_finished->isFault()) {
            m_finished->reason = Finished::Reason::Failed;
            m_finished->message = message;
        }
    }
}

void Run::refreshModel() {
    Model::Private& model = m_model.internals();
    model.training.clear();
    remember(StateArchive::keepingIn(model.training));
    model.metrics.precision = m_precision.name;
    model.metrics.seconds = m_pace.trainingSeconds();
    model.metrics.samplesPerSecond = m_pace.meanSamplesPerSecond();
    model.thumbnail = contactSheet(m_shown);
    if (model.dataFingerprint.empty())
        model.dataFingerprint = fingerprint(*m_dataset);
}

TrainingResult resume(const Model& model, TrainingObserver& observer, TrainingControl& control) {
    return guarded([&] {
        Run run(model.experiment(), observer, control);
        run.goOnFrom(model);
        return run.execute();
    });
}

TrainingResult show(const Model& model, TrainingObserver& observer, TrainingControl& control) {
    return guarded([&] {
        Run run(model.experiment(), observer, control);
        run.showOnly(model);
        return run.execute();
    });
}

} // namespace hourglass
