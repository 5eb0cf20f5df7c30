// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace hourglass {

/// The training thread's side of TrainingControl.
class TrainingControl::Private {
public:
    /// Called between two batches: serves waiting requests, and rests while paused.
    /// @param prepare  called before requests look at the model
    /// @param watch    called when another watch was set
    /// @return false when the run shall end
    bool proceed(TrainingObserver& observer, const Model& model, const std::function<void()>& prepare,
                 const std::function<void(const Watch&)>& watch);
    /// The experiment with changed live parameters, once after each change.
    std::optional<Experiment> takeLive();
    /// What is to be seen, once after each change.
    std::optional<Watch> takeWatch();

private:
    friend class TrainingControl;
    void serve(std::unique_lock<std::mutex>& lock, const Model& model, const std::function<void()>& prepare,
               const std::function<void(const Watch&)>& watch);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
    int m_singleSteps = 0;
    long m_resumes = 0; ///< so that a resume is noticed even if a pause follows at once
    std::optional<Experiment> m_live;
    std::optional<Watch> m_watch;
    std::map<std::string, Request> m_requests;
};

} // namespace hourglass
