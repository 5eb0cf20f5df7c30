// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/Bottleneck.h"

namespace hourglass {

struct GaussianProduct {
    Gaussian density;
    at::Tensor value; ///< drawn from it
};

/// Two normal distributions of the same numbers, their densities multiplied, with the precision of the second one counted
/// exp(logTrust) times: 1/σ² = 1/σ₁² + t/σ₂², μ/σ² = μ₁/σ₁² + t μ₂/σ₂². One node in the graph of gradients, differentiable
/// once: written out in LibTorch's operations it would be twenty.
/// @param logTrust  scalar, at most 0
/// @param noise     of the same shape: value = μ + σ · noise; undefined for value = μ
GaussianProduct gaussianProduct(const Gaussian& first, const Gaussian& second, const at::Tensor& logTrust,
                                const at::Tensor& noise);

} // namespace hourglass
