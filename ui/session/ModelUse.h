// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace hourglass::ui {

/// How far a training has come.
struct TrainingPlace {
    std::size_t stage = 0;  ///< index into RunInfo::stages
    std::int64_t epoch = 0; ///< 0-based, within the stage
    std::int64_t steps = 0; ///< done in this run; 0 before the first one
};

/// Gets the newest network, or null where there is none, on the training thread, which waits for it: copy
/// what is to be used for longer.
using ModelUse = std::function<void(const Model* model, const TrainingPlace& place)>;

} // namespace hourglass::ui
