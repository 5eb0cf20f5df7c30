// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/ModelInternals.h"
#include "tests/support/Recorder.h"

#include <ATen/ATen.h>

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

inline bool sameWeights(const Model& a, const Model& b) {
    const auto left = a.internals().autoencoder->parameters();
    const auto right = b.internals().autoencoder->parameters();
    for (std::size_t i = 0; i < left.size(); ++i)
        if (!left[i].equal(right[i]))
            return false;
    return left.size() == right.size();
}

} // namespace hourglass::test
