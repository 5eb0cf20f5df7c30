// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "engine/api/Shape.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace hourglass {

/// How many samples a stage keeps to be looked at.
inline constexpr std::int64_t shownSamples = 8;

/// What a pair of layers sees beside what it makes of it, a row for each sample.
/// @param seen, rebuilt  N × numbers of `shape`, in [0, 1] or of any range
Figure rebuiltFigure(const at::Tensor& seen, const at::Tensor& rebuilt, const Shape& shape);
/// The weights from the units below to one unit each, of the first units of a layer.
/// @param weight  units × numbers of `shape`
Figure filtersFigure(const at::Tensor& weight, const Shape& shape);

} // namespace hourglass
