// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace hourglass {

/// A weight's gradient before it is multiplied out: leftᵀ · right, a sum over the samples.
struct GradientFactors {
    at::Tensor left;  ///< samples × rows of the weight, fp32 or bf16
    at::Tensor right; ///< samples × columns, of the same type
};

/// As long as it lives, the way back through dense layers on this thread leaves the gradients of some weights as factors;
/// for LibTorch they have none. Whoever moves the weights multiplies them out a block at a time, while the block is still in
/// the core's own cache, and adds up all parts of a batch on the way: whole gradients would have to go through the memory,
/// once for each part.
class FactoredGradients {
public:
    /// @param weights  whose gradients may be left so; all others are multiplied out as ever
    explicit FactoredGradients(const std::vector<at::Tensor>& weights);
    ~FactoredGradients();
    FactoredGradients(const FactoredGradients&) = delete;
    FactoredGradients& operator=(const FactoredGradients&) = delete;

    /// For the layers: whether the gradient of `weight` is taken so. Nobody may write into the factors after that.
    static bool take(const at::Tensor& weight, const GradientFactors& factors);

    /// For each of the weights, what has been taken: once for each time that a layer was passed.
    std::vector<std::vector<GradientFactors>> factors;

private:
    const std::vector<at::Tensor> m_weights;
    FactoredGradients* const m_before;
    static thread_local FactoredGradients* s_current;
};

} // namespace hourglass
