// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "engine/variants/Recipe.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace hourglass {

// What several lenses have in common.

/// How often the numbers of `values` fall into each of `bars` equal parts of their range; no bars where there are no
/// numbers.
/// @param values  finite
BarFigure histogram(const at::Tensor& values, int bars, const std::string& xLabel);
/// One bar for each number of `values` (1-D).
BarFigure bars(const at::Tensor& values, const std::string& xLabel, const std::string& yLabel);
/// Samples (N × sample shape) as pictures.
PictureFigure pictures(const at::Tensor& samples);
/// What the decoder makes of 16 codes that the bottleneck draws, each with the class of one of the samples where the decoder
/// is told classes. For bottlenecks that can draw.
PictureFigure drawnAndDecoded(const LensView& view);
/// How the discriminator judges: the probabilities that it gives to be genuine, to what is and to what is forged.
/// @param genuineName  "photographs", for the words
Figure discriminatorsView(const LensView& view, const at::Tensor& genuine, const at::Tensor& forged,
                          const std::string& genuineName, const std::string& forgedName);
/// The plane in which samples differ most: orthonormal, numbers in a sample × 2.
/// @param centred  N × numbers, mean 0
at::Tensor principalPlane(const at::Tensor& centred, at::Generator& noise);
/// "12.3".
std::string shown(double value, int decimals);

} // namespace hourglass
