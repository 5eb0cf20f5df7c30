// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string_view>

namespace hourglass {

/// A generator of its own for one purpose ("weights", "shuffle", "corruption", ...), so that using one more random
/// number in one place never changes another. The same seed and purpose give the same numbers on every machine.
at::Generator seededGenerator(std::int64_t seed, std::string_view purpose);

// Numbers of the type and shape of `like`, drawn in main memory and brought to where `like` is: the same on every device.

at::Tensor normalLike(const at::Tensor& like, at::Generator& generator); ///< N(0, 1)
at::Tensor coinsLike(const at::Tensor& like, double probability,
                     at::Generator& generator); ///< 1 with that probability, or 0

} // namespace hourglass
