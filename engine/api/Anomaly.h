// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"

namespace hourglass {

/// How far off a network's reconstruction usually is: of all pixels of clean samples that it was trained on, `share` are off by
/// no more than this, the channel that is off most counting. Where a picture is off by more, it is unlike what the network
/// knows: an anomaly (Japkowicz, Myers, Gluck, A Novelty Detection Approach to Classification, IJCAI 1995).
/// Looks at 500 samples at the most, by the most likely codes. Loads the data; blocks; one thread at a time for each model.
/// @param share  0 to 1
/// @return in units of the values: 0 to 1 and a little more where white is 1
/// @throws Error where samples are no pictures, the data cannot be loaded, or the share is out of its range
double usualDifference(const Model& model, double share);

} // namespace hourglass
