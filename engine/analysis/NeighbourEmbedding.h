// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/Affinities.h"
#include "engine/analysis/QuadTree.h"

#include <vector>

namespace hourglass {

/// The gradient of KL(P ‖ Q) by the points, where q(i, j) falls with the distance as Student's t with one degree of freedom.
/// @param exaggeration  of P
/// @param theta         see EmbeddingOptions
std::vector<QuadTree::Point> embeddingGradient(const Affinities& affinities, const std::vector<QuadTree::Point>& points,
                                               double exaggeration, double theta);

} // namespace hourglass
