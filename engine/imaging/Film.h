// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <string>
#include <vector>

namespace hourglass {

// Pictures one after the other, as the contents of a file. Small ones are enlarged by whole factors, each pixel to a square,
// until their shorter side has 256 pixels, unless the longer one would then have more than 4,096.

/// Pictures a second.
inline constexpr double kSlowestFilm = 0.1, kFastestFilm = 60;

/// Runs again and again. Grey pictures keep their greys; those in colour have 256 colours each. A picture stands for whole
/// hundredths of a second, two at least, and on average for as long as it ought to where that is longer.
/// @throws Error when there are no pictures, they differ in size or channels, or are too many a second or too few
std::string gifFile(const std::vector<Image>& pictures, double perSecond);

/// In H.264, or in MPEG-4 part 2 where FFmpeg's libraries lack that. Both lose a little, and want even sides: a last row or
/// column is doubled for that.
/// @throws Error as gifFile(), or when these libraries are not there or cannot write
std::string mp4File(const std::vector<Image>& pictures, double perSecond);

} // namespace hourglass
