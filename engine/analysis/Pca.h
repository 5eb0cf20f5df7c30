// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/data/Dataset.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace hourglass {

/// Principal component analysis: the best linear autoencoder for squared error (Baldi & Hornik, 1989).
struct Pca {
    at::Tensor mean; ///< D
    /// K × D, orthonormal rows, largest variance first; each row's largest entry is positive. Where there are fewer samples
    /// than features, rows without variance are zero.
    at::Tensor components;
    at::Tensor variances; ///< K
    double totalVariance = 0;

    /// N × D → N × K.
    at::Tensor project(const at::Tensor& samples) const;
};

/// Of samples of more features than this, a fit takes no more than this many: the smaller of the two numbers is the side of
/// a matrix whose eigenvectors are wanted.
inline constexpr std::int64_t ManyFeatures = 2'048;

/// @param samples        N × D, fp32, N ≥ 2
/// @param maxComponents  K = min(maxComponents, N, D)
/// Eigenvectors of the D × D covariance, or of the N × N Gram matrix where that is smaller.
Pca fitPca(const at::Tensor& samples, std::int64_t maxComponents);

/// How many samples a fit takes: few enough that covariance or Gram matrix stay below 2,048 where it is expensive, but one
/// for each component where these are fewer than the features; and that all of them together stay below 128 MB.
std::int64_t fittedSamples(const Dataset& dataset, std::int64_t components);

/// Of the clean training part, or of a fixed choice of its samples where all of them would be too many: see pcaError().
Pca fitToTraining(const Dataset& dataset, std::int64_t components);

/// Mean squared error per feature on the validation part of PCA with `components` components, fitted on the clean
/// training part (on a fixed choice of 10,000 samples where there are more, and on fewer where samples have more than
/// 2,048 features). Like the network, PCA sees the input that the experiment's corruption leaves and is compared with
/// the clean one. With as many components as features it rebuilds what it sees. The fit asked for last is kept, so that
/// another size or corruption costs little.
double pcaError(const std::shared_ptr<const Dataset>& dataset, const Experiment& experiment, std::int64_t components);

} // namespace hourglass
