// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/LinearAccuracy.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace hourglass {

// Who lies near whom, by Euclidean distances between rows (N × D, fp32). Time grows with N², memory with N.

/// How far the neighbourhoods of a map are those of the points that it shows (Venna & Kaski, Neighborhood preservation in
/// nonlinear projection methods, ICANN 2001): 1 where they are the same, about 0.5 for a map that says nothing.
struct MapFaith {
    double trustworthiness = 0; ///< falls with those near on the map that are not near in truth, the more so the farther
    double continuity = 0;      ///< the other way round: with those near in truth that are not near on the map
};
/// @param points, map  of the same rows
/// @param k            how many neighbours count, 1 … below N / 2
MapFaith mapFaith(const at::Tensor& points, const at::Tensor& map, std::int64_t k);

/// Mean over the samples of (b − a) / max(a, b), a being the mean distance to others of the class and b that to the nearest
/// other class; 0 for a sample without others of its class (Rousseeuw, Silhouettes, J. Comput. Appl. Math. 1987).
/// @param samples  of at least two classes
double silhouette(const LabelledFeatures& samples);

/// Share of `held` whose class is the commonest one among the k nearest of `learned`; of equally common ones the first.
/// @param k  at most as many as there are
double neighbourAccuracy(const LabelledFeatures& learned, const LabelledFeatures& held, std::int64_t k);

} // namespace hourglass
