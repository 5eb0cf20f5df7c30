// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Probe.h"
#include "ui/session/ModelUse.h"

#include <QString>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// Everything that a probe has told since the window last looked.
struct ProbeMail {
    struct Progress {
        QString doing;
        double done = 0; ///< share of all the work, 0 … 1
    };

    std::optional<TrainingPlace> place; ///< of the network that is measured
    std::vector<ProbeRow> rows;         ///< every one, in order
    std::optional<Progress> progress;   ///< only the latest
    std::optional<ProbeReport> report;
    std::optional<QString> fault; ///< it broke off
};

/// One probe that was asked for. The window, the training thread and the probing thread share it: down go the
/// options and the wish to give up, up comes the mail. Thread-safe.
class ProbeTask {
public:
    explicit ProbeTask(const ProbeOptions& options);

    const ProbeOptions& options() const { return m_options; }
    void cancel() { m_cancelled = true; } ///< final
    bool isCancelled() const { return m_cancelled; }

    /// Lets `write` add to the mail, unless nobody waits for it any more.
    /// @return whether the window must be told: it has not been told since it looked last
    bool post(const std::function<void(ProbeMail&)>& write);
    ProbeMail take();

private:
    const ProbeOptions m_options;
    std::atomic<bool> m_cancelled = false;
    std::mutex m_mutex; ///< guards what follows
    ProbeMail m_mail;
    bool m_announced = false;
};

} // namespace hourglass::ui
