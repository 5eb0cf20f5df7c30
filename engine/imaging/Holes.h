// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace hourglass {

enum class HoleShape {
    Strokes, ///< of a thick brush, in bends
    Blocks,  ///< upright rectangles
    Both
};

struct HoleOptions {
    double least = 0.1, most = 0.4; ///< shares of the picture that are missing, 0 to kMostMissing, in either order
    HoleShape shape = HoleShape::Both;
};

inline constexpr double kMostMissing = 0.9;

/// What is missing of a picture: a byte for each pixel, row by row, 1 where it is missing. Any share between the limits is
/// as likely, and met to the nearest pixel: what is drawn last is cut off where it is reached. Strokes and blocks grow with
/// the picture; for 64 × 64 pixels it takes some microseconds. The same seed gives the same holes. Any thread.
/// @throws Error naming a limit out of its range
std::vector<std::uint8_t> holes(int width, int height, const HoleOptions& options, std::uint64_t seed);

} // namespace hourglass
