// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <string>

namespace hourglass {

/// Fills `weight` with normally distributed numbers whose spread keeps the signal's size from layer to layer.
/// @param fanIn   inputs that one output sums up
/// @param fanOut  outputs that one input reaches
/// @param activation  what follows: a rectifier gets He's spread, √(2 / fanIn), everything else Glorot's,
///                    √(2 / (fanIn + fanOut))
at::Tensor initialise(at::Tensor weight, double fanIn, double fanOut, const std::string& activation,
                      at::Generator& generator);

/// outer × inner × kernel × kernel in channels_last, in which convolutions are more than twice as fast.
/// Allocated so, because converting a tensor with a single channel changes nothing.
at::Tensor emptyKernel(std::int64_t outer, std::int64_t inner, std::int64_t kernel);

} // namespace hourglass
