// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <cstdint>

namespace hourglass::damage {

// What can be wrong with a picture, done to one that is right. The same seed gives the same damage. σ is in units of the
// values (25 of 255 grey levels: 25.0 / 255). Noise leaves [0, 1] as it falls; storing the picture clips it. Any thread.
// All throw Error naming an argument out of its range, or for an empty picture.

/// x + N(0, σ²). @param sigma  at least 0
Planes gaussian(const Planes& picture, double sigma, std::uint64_t seed);
/// x + x · N(0, σ²): the brighter, the more. @param sigma  at least 0
Planes speckle(const Planes& picture, double sigma, std::uint64_t seed);
/// Pixels become black or white, all channels together. @param share  of the pixels, 0 to 1
Planes saltAndPepper(const Planes& picture, double share, std::uint64_t seed);
/// What is left after the picture was a JPEG file. @param quality  1 to 100
Planes jpeg(const Planes& picture, int quality);
/// Mid-grey where the mask (one plane of the same size) is 0.5 or more.
Planes missing(const Planes& picture, const Planes& mask);
/// One plane: the luma of ITU-R BT.601. A grey picture stays as it is.
Planes greyscale(const Planes& picture);
/// Half the sides, rounded up, each pixel the mean of four; where a side is odd its last pixel counts twice.
Planes halfSize(const Planes& picture);

} // namespace hourglass::damage
