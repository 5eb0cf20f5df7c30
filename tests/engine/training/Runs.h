// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/DeviceStep.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/Recorder.h"

#include <ATen/ATen.h>

#include <memory>

namespace hourglass::test {

/// From the start to the end, with nobody interfering.
inline TrainingResult run(const Experiment& experiment, Recorder& recorder) {
    TrainingControl control;
    return train(experiment, recorder, control);
}

/// What that leaves.
inline Model trained(const Experiment& experiment) {
    Recorder recorder;
    return run(experiment, recorder).model;
}

/// LibTorch's own operations, which are for graphics processors, on the main one.
inline std::unique_ptr<TrainingStep> generalStep(const Experiment& experiment, Autoencoder& autoencoder, at::Device, int) {
    return std::make_unique<DeviceStep>(experiment, autoencoder, at::kCPU);
}

inline bool sameWeights(const Model& a, const Model& b) {
    const auto left = a.internals().autoencoder->parameters();
    const auto right = b.internals().autoencoder->parameters();
    for (std::size_t i = 0; i < left.size(); ++i)
        if (!left[i].equal(right[i]))
            return false;
    return left.size() == right.size();
}

} // namespace hourglass::test
