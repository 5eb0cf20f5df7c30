// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace hourglass {

/// toImage() of many samples at once, which is several times as fast.
/// @param samples  count × sample, one at least
std::vector<Image> toImages(const at::Tensor& samples, const Shape& shape, float low, float high);

} // namespace hourglass
