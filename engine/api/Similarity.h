// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

namespace hourglass {

// How alike two pictures are, for values whose white is 1. Both throw Error when the pictures differ in size or channels.
// Any thread.

/// Peak signal-to-noise ratio in dB over all channels; infinite for equal pictures.
double psnr(const Planes& picture, const Planes& reference);

/// Structural similarity, 1 for equal pictures: the mean over channels and over all pixels whose window lies inside; a
/// Gaussian window of 11 × 11 with σ = 1.5, K1 = 0.01, K2 = 0.03 (Wang, Bovik, Sheikh, Simoncelli, Image Quality Assessment,
/// IEEE Transactions on Image Processing 13, 2004).
/// @throws Error for a picture of less than 11 pixels on a side too
double ssim(const Planes& picture, const Planes& reference);

} // namespace hourglass
