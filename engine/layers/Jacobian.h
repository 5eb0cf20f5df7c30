// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Stack.h"

#include <functional>
#include <vector>

namespace hourglass {

/// Whether squaredJacobianNorm() can work with these stacks: every layer is dense.
bool areDense(const std::vector<Stack*>& stacks);

/// Σ_ij (∂z_i/∂x_j)² for each sample, exactly and with a gradient, where z is what the stacks, all of them dense, make of x
/// one after the other. One layer has a closed form (Rifai et al., ICML 2011, equation 7). Through several, the product of
/// the layers behind the first, M, is multiplied out, and ‖M W‖² = ⟨M W Wᵀ, M⟩ saves the product with the first, by far
/// the largest. Large products are taken in the first stack's precision.
/// @return N
at::Tensor squaredJacobianNorm(const std::vector<Stack*>& stacks, const at::Tensor& input);

/// An unbiased estimate of the same, |Jᵀv|² with one random sign vector v for each sample (Hutchinson 1989). Costs about two
/// more passes through the stacks.
at::Tensor probedSquaredJacobianNorm(const std::vector<Stack*>& stacks, const at::Tensor& input, at::Generator& noise);

/// The same estimate for any differentiable map.
at::Tensor estimatedSquaredJacobianNorm(const std::function<at::Tensor(const at::Tensor&)>& map, const at::Tensor& input,
                                        at::Generator& noise);

/// ∂z/∂x of one sample: numbers of z × numbers of x. `map` must treat samples apart. No gradient.
/// @param sample  1 × shape
at::Tensor jacobian(const std::function<at::Tensor(const at::Tensor&)>& map, const at::Tensor& sample);

} // namespace hourglass
