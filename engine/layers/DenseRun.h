// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/HalfCopy.h"
#include "engine/kernels/Pointwise.h"
#include "engine/kernels/Precision.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

namespace hourglass {

/// A dense layer and its activation, as forwardDense() computes it.
struct DenseStep {
    at::Tensor weight;       ///< units × inputs
    bool transposed = false; ///< inputs × units instead: another layer's weights, used the other way
    at::Tensor bias;         ///< units
    Pointwise function = Pointwise::None;
    std::shared_ptr<HalfCopy> half; ///< of `weight`
};

/// Whether bf16 saves time in this layer. In small ones rounding would take longer than it saves, and it would do harm: a
/// code of two numbers needs all its digits.
bool isWorthRounding(const DenseStep& step);

/// Dense layers one after the other: what at::linear() and the activations come to, in fewer and faster steps. One node in
/// the graph of gradients, which can be differentiated once; LibTorch's exception says so where it is tried twice, or where
/// weights or output have changed in between.
/// @param input      N × …, fp32 or bf16
/// @param precision  of the products in layers where that is worth it; the others are fp32
/// @return N × units of the last layer, fp32
at::Tensor forwardDense(std::vector<DenseStep> steps, const at::Tensor& input, Precision precision);

} // namespace hourglass
