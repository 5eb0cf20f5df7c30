// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"

#include <functional>
#include <vector>

namespace hourglass::test {

/// Keeps everything that a training reports.
class Recorder : public TrainingObserver {
public:
    void onPrepared(const RunInfo& report) override { info = report; }
    void onBatch(const BatchReport& report) override {
        batches.push_back(report);
        if (afterBatch)
            afterBatch(report);
    }
    void onEpoch(const EpochReport& report) override { epochs.push_back(report); }
    void onSnapshot(const Snapshot& report) override { snapshots.push_back(report); }
    void onBaseline(double mse, std::int64_t) override { pcaMse = mse; }
    void onPaused(bool paused) override {
        if (pausedChanged)
            pausedChanged(paused);
    }

    RunInfo info;
    std::vector<BatchReport> batches;
    std::vector<EpochReport> epochs;
    std::vector<Snapshot> snapshots;
    double pcaMse = 0;
    std::function<void(const BatchReport&)> afterBatch;
    std::function<void(bool)> pausedChanged;
};

} // namespace hourglass::test
