// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "engine/api/Reports.h"
#include "engine/api/Watch.h"

#include <functional>
#include <memory>
#include <string>

namespace hourglass {

/// Hears from a training, on the thread that trains. Each call should return at once: training waits for it.
class TrainingObserver {
public:
    virtual ~TrainingObserver() = default;
    virtual void onPrepared(const RunInfo&) {}
    virtual void onBatch(const BatchReport&) {}
    virtual void onEpoch(const EpochReport&) {}
    virtual void onSnapshot(const Snapshot&) {}
    /// The PCA baseline for this run, per feature on the validation part; once, some time after onPrepared.
    virtual void onBaseline(double /*pcaMse*/, std::int64_t /*components*/) {}
    /// Training has come to rest because of pause(), or goes on again. A resume() that a pause() follows at once is
    /// reported as both.
    virtual void onPaused(bool /*paused*/) {}
};

/// Steers a training from another thread. Every member is thread-safe and returns at once.
class TrainingControl {
public:
    using Request = std::function<void(const Model&)>;

    TrainingControl();
    ~TrainingControl();
    TrainingControl(const TrainingControl&) = delete;
    TrainingControl& operator=(const TrainingControl&) = delete;

    void pause(); ///< before train(): prepares, sends the first snapshot and waits
    void resume();
    void step(); ///< one batch, then pause again
    void stop(); ///< ends the run after the current batch; final
    /// Takes over the live parameters of `experiment` (see differOnlyLive) before the next batch.
    void setLive(const Experiment& experiment);
    /// Snapshots show this from now on; the next one is taken between two batches, also while paused.
    void setWatch(const Watch& watch);
    /// Runs `request` between two batches (also while paused) on the training thread, with the newest weights.
    /// A request still waiting under the same key is replaced: the latest wins.
    void post(const std::string& key, Request request);

    class Private;
    Private& internals() { return *m_private; }

private:
    std::unique_ptr<Private> m_private;
};

struct TrainingResult {
    Finished finished;
    Model model; ///< at its last good weights, however it ended
};

/// Trains until the last epoch, early stopping, divergence or control.stop(); blocks, starts no thread of its own
/// that outlives it, and calls the observer on the calling thread only.
/// @throws Error when the experiment is invalid or its data cannot be loaded, or when something goes wrong before anything
/// was learned
TrainingResult train(const Experiment& experiment, TrainingObserver& observer, TrainingControl& control);

/// Goes on with the training that `model` carries, to the same weights (on as many cores) that it would have come to if it
/// had never stopped; otherwise as train(). What changed since among the live parameters comes by control.setLive(), more
/// epochs above all. RunInfo::before has what was reported until then.
/// @throws Error when it carries no training, or its data are not those that it was trained on
TrainingResult resume(const Model& model, TrainingObserver& observer, TrainingControl& control);

/// Reports what a training with this result would report before and after its last step, and trains nothing; otherwise as
/// train().
TrainingResult show(const Model& model, TrainingObserver& observer, TrainingControl& control);

} // namespace hourglass
