// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace hourglass {

/// A weighted sum of normal distributions. Tensors are fp64.
struct GaussianMixture {
    at::Tensor weights; ///< K, their sum is 1
    at::Tensor means;   ///< K × d
    /// K × d × d: a component's covariance is axes · diag(variances) · axesᵀ. Undefined where covariances are diagonal.
    at::Tensor axes;
    at::Tensor variances;               ///< K × d, along the axes
    std::vector<double> logLikelihoods; ///< nats, mean over the rows: before the first step, and after each one

    /// count × d
    at::Tensor drawn(std::int64_t count, at::Generator& generator) const;
};

/// Whether components are given whole covariances: where rows have few numbers, so that data can tell them and a step takes
/// milliseconds. Else their numbers vary independently.
bool hasFullCovariances(std::int64_t numbers);

/// Fitted to rows by expectation–maximisation (Bishop, Pattern recognition and machine learning, 2006, section 9.2.2), which
/// begins at distant rows (Arthur & Vassilvitskii, k-means++, SODA 2007) and ends when the likelihood hardly rises any more.
/// No variance falls below a millionth of what the rows vary by on average.
/// @param rows        n × d, one at least
/// @param components  at the most; fewer where fewer rows differ
/// @throws Error when a row holds what is no number, or is not finite
GaussianMixture fitGaussianMixture(const at::Tensor& rows, std::int64_t components, std::int64_t seed);

} // namespace hourglass
