// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"

#include <cstdint>
#include <string>

namespace hourglass::test {

/// 300 embedded digits, 784-32-8 and mirrored, three epochs: trains in a fraction of a second.
inline Experiment tinyExperiment() {
    return experimentFromJson(R"({
        "dataset": {"kind": "digits", "limit": 300},
        "network": {"encoder": [{"kind": "dense", "units": 32}], "code": {"size": 8}},
        "training": {"epochs": 3, "batchSize": 50}})");
}

/// A variant as it is right after it was chosen, on the same digits, with pretraining cut short.
inline Experiment tinyVariant(const std::string& variant) {
    Experiment experiment = withVariant(tinyExperiment(), variant);
    for (const char* epochs : {"pretrainEpochs", "featureEpochs"})
        if (experiment.variant.parameters.contains(epochs))
            experiment.variant.parameters.set(epochs, std::int64_t(2));
    return experiment;
}

} // namespace hourglass::test
