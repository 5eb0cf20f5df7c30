// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"

#include <chrono>
#include <string>

namespace hourglass::cli {

/// Shows a training on standard error: one line that renews itself when that is a terminal, a line for each
/// epoch otherwise.
class ProgressLine : public TrainingObserver {
public:
    ProgressLine();
    ~ProgressLine() override; ///< leaves the cursor on a line of its own

    void onPrepared(const RunInfo& info) override;
    void onBatch(const BatchReport& batch) override;
    void onEpoch(const EpochReport& epoch) override;
    void onBaseline(double pcaMse, std::int64_t components) override;

private:
    /// Prints a line that stays, above the one that renews itself.
    void print(const std::string& line);
    void drawBar();

    const bool m_terminal;
    bool m_drawn = false; ///< the cursor stands behind an unfinished line
    std::chrono::steady_clock::time_point m_lastDrawn;

    RunInfo m_run;
    BatchReport m_batch;
    std::string m_validation; ///< known after the first epoch
};

/// Shows on standard error, if that is a terminal, what is being done and how much of it is done: "Measuring 42 %".
class PercentLine {
public:
    explicit PercentLine(std::string doing = {});
    ~PercentLine(); ///< clears the line

    /// @param done  0 … 1
    void show(double done) { show(m_doing, done); }
    void show(const std::string& doing, double done);

private:
    std::string m_doing;
    std::string m_shown;
    const bool m_terminal;
};

} // namespace hourglass::cli
