// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/Bottleneck.h"

#include <vector>

namespace hourglass {

/// How each of a few variables of equal length depends on those before it; the first one depends on none.
struct GaussianLinks {
    std::vector<at::Tensor> incoming; ///< for variable i from the second on: hidden × (i · length)
    std::vector<at::Tensor> outgoing; ///< likewise: 2 · length × hidden
    at::Tensor gates;                 ///< variables × (variables · length): the factor of each number before it
    at::Tensor logTrust;              ///< one for each variable: see gaussianChain(); at most 0

    /// What the values before it tell variable i, not the first: as gaussianFrom() takes it.
    /// @param values  N × at least i · length
    at::Tensor message(std::int64_t variable, const at::Tensor& values) const;
};

/// The variables one after the other: the prior of each is its message, its posterior the product of its own density and of
/// the prior's, with the precision of the prior counted exp(logTrust) times,
///
///     1/σ² = 1/σ₁² + t/σ₂²,   μ/σ² = μ₁/σ₁² + t μ₂/σ₂²,
///
/// and its value μ + σ · noise. One node in the graph of gradients, differentiable once (c10::Error where it is tried
/// twice, or where the links' weights have changed in between): written out in LibTorch's operations it would be fifty for
/// each variable. On any device, in fp32 or fp64.
/// @param own    N × (variables · length): the densities that know nothing of each other
/// @param noise  of the same shape; undefined for the mean
/// @return values, posterior and prior
Code gaussianChain(const Gaussian& own, const GaussianLinks& links, const at::Tensor& noise);

} // namespace hourglass
