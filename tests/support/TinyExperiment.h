// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

namespace hourglass::test {

/// 300 embedded digits, 784-32-8 and mirrored, three epochs: trains in a fraction of a second.
inline Experiment tinyExperiment() {
    return experimentFromJson(R"({
        "dataset": {"kind": "digits", "limit": 300},
        "network": {"encoder": [{"kind": "dense", "units": 32}], "code": {"size": 8}},
        "training": {"epochs": 3, "batchSize": 50}})");
}

} // namespace hourglass::test
