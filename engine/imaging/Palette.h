// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <array>
#include <cstdint>
#include <vector>

namespace hourglass {

using Colour = std::array<std::uint8_t, 3>; ///< red, green, blue

/// A picture by the numbers of a few colours.
struct IndexedPicture {
    std::vector<Colour> palette;       ///< 256 at the most
    std::vector<std::uint8_t> indices; ///< a pixel each
};

/// With all its colours where these are 256 at the most, else with the means of 256 groups of them: that which spreads most
/// in one of red, green and blue is halved there, again and again (Heckbert, Color image quantization for frame buffer
/// display, SIGGRAPH 1982).
/// @param picture  RGB
IndexedPicture indexed(const Image& picture);

} // namespace hourglass
