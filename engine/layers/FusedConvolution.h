// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/Convolution.h"

#include <array>

namespace hourglass {

/// A convolution and its activation as one node of the graph.
struct FusedConvolution {
    at::Tensor weight; ///< O × C × kernel × kernel, fp32: from C channels to O, or transposed, from O to C
    at::Tensor bias;   ///< fp32
    Window window{};
    bool transposed = false;
    std::array<std::int64_t, 2> outputSize{}; ///< height, width

    /// @param input  fp32 or bf16; the output is alike. Differentiable once.
    at::Tensor forward(const at::Tensor& input, Pointwise function) const;
};

} // namespace hourglass
