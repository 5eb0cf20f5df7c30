// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <vector>

namespace hourglass {

/// The standard deviation of the noise in each channel, in units of the values, taken to be normal and the same from pixel
/// to pixel. From the finest diagonal band of Haar's wavelets: the median absolute value over 0.6745 (Donoho and Johnstone,
/// Ideal Spatial Adaptation by Wavelet Shrinkage, Biometrika 81, 1994), of the flattest quarter of all blocks of 16 × 16.
/// Which these are the coarse band tells, whose noise is independent of that in the fine one, so that the choice does
/// not lower the result. Blocks that are clipped to black or white count only where there are no others.
/// White noise comes out within 5 % of σ; noise that was smoothed (by a camera, by JPEG) is underestimated, and fine texture
/// is taken for noise: it adds as variances add, the more of it the stronger the noise that hides where it is flat.
/// 0 for a picture of a single row or column. A pass over the picture; any thread.
/// @throws Error for an empty picture
std::vector<double> noiseLevels(const Planes& picture);

/// Their root mean square.
double noiseLevel(const Planes& picture);

} // namespace hourglass
