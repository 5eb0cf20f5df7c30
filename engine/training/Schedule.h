// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <cstdint>

namespace hourglass {

/// Learning rate of step `step` (0-based): linear warm-up, then constant, cosine to zero at the last step
/// (Loshchilov & Hutter, ICLR 2017, eq. 5 without restarts), or steps. Follows the training's live values.
double scheduledRate(const Parameters& training, std::int64_t step, std::int64_t stepsPerEpoch);

} // namespace hourglass
