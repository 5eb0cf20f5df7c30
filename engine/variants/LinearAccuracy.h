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
/// for each class: solved at once, by N or by as many equations as there are features, whichever are fewer. Quick enough
/// for a lens, with quickRows(); `hourglass-cli probe` measures with more care.
double linearAccuracy(const LabelledFeatures& learned, const LabelledFeatures& held);
/// How many rows of so many features can be learned from in a fraction of a second, and in little memory.
std::int64_t quickRows(std::int64_t features);

} // namespace hourglass
