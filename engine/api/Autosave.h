// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"

#include <chrono>
#include <functional>
#include <string>

namespace hourglass {

/// Writes the model of a training to a file while it goes on, so that resume() can take it up again after a crash. Passes
/// on to another observer all that it hears. Training thread only.
class Autosave : public TrainingObserver {
public:
    using Clock = std::chrono::steady_clock;
    struct Options {
        std::string path;
        /// Between two of them. At the end of an epoch a tenth of it suffices; where writing is slow it is longer, so that
        /// at most a fiftieth of the time goes into it.
        std::chrono::milliseconds interval{30'000};
    };
    /// What became of each attempt: an empty text, or why the file could not be written, a sentence. Training goes on.
    using Report = std::function<void(const std::string& failure)>;

    Autosave(TrainingObserver& observer, TrainingControl& control, Options options, Report report);

    void onPrepared(const RunInfo& info) override;
    void onBatch(const BatchReport& batch) override;
    void onEpoch(const EpochReport& epoch) override;
    void onSnapshot(const Snapshot& snapshot) override { m_observer.onSnapshot(snapshot); }
    void onBaseline(double pcaMse, std::int64_t components) override { m_observer.onBaseline(pcaMse, components); }
    void onPaused(bool paused) override;
    /// To be called with what came of the training: its last steps are kept too.
    void onEnd(const Model& model);

private:
    void saveAfter(Clock::duration interval);
    void post();
    void save(const Model& model);

    TrainingObserver& m_observer;
    TrainingControl& m_control;
    Options m_options;
    Report m_report;
    Clock::time_point m_last; ///< end of the last attempt
    Clock::duration m_cost{}; ///< of the last attempt
    bool m_isAsked = false;   ///< to be made at the next step
    bool m_isSaved = true;    ///< no step since then
};

} // namespace hourglass
