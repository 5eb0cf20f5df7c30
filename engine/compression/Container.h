// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass {

/// What a file holds: see README.md.
struct Container {
    std::uint32_t model = 0;                 ///< fingerprint
    int width = 0, height = 0, channels = 0; ///< of the picture
    float step = 1;
    std::string rounding; ///< packed: for each plane n, where 2^(n/4) is the step that is called 1
    std::string planes;   ///< packed
};

inline constexpr float kMostStep = 1e6F; ///< not to be reached

std::string written(const Container& container);
/// @throws Error for what is no such file, is damaged or cut off
Container read(std::string_view file);

} // namespace hourglass
