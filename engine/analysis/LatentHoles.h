// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/LatentSamples.h"

#include <cstdint>
#include <vector>

namespace hourglass {

// Holes of a latent plane: parts of it among the codes where nothing was learned. For codes of two numbers.

/// Codes in the middle of those of 60 × 60 fields over the codes, N × 2, that lie inside their convex hull.
/// @return two numbers each; empty where the codes lie on a line
std::vector<float> fieldsInside(const at::Tensor& codes);

/// Share of these fields that have no code nearer than a quarter of the usual distance (see distancesToData()).
double gapShare(const at::Tensor& codes);

/// gapShare() of the codes of all samples, validation and training part.
Finding holes(const LatentSamples& samples);

/// Share of the same fields whose picture no class is found in with a probability of 0.5: by a classifier that learns here
/// from clean samples of the training part (the network Classifier, three epochs of Adam).
/// @return nothing when given up
std::optional<Finding> unrecognised(const LatentSamples& samples, const Onward& onward);

} // namespace hourglass
