// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace hourglass {

/// Features with the class of each.
struct LabelledFeatures {
    at::Tensor features; ///< N × …
    at::Tensor labels;   ///< N, int64
};

/// Share of `held` that a linear classifier gets right which was fitted to `learned`, by ridge regression onto one number
/// for each class: solved at once, so quick enough for a lens. `hourglass-cli probe` measures with more care.
double linearAccuracy(const LabelledFeatures& learned, const LabelledFeatures& held);

} // namespace hourglass
