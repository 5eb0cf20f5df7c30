// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>

#include <cstdint>
#include <string_view>

namespace hourglass {

/// A generator of its own for one purpose ("weights", "shuffle", "corruption", ...), so that using one more random
/// number in one place never changes another. The same seed and purpose give the same numbers on every machine.
at::Generator seededGenerator(std::int64_t seed, std::string_view purpose);

} // namespace hourglass
