// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

namespace hourglass {

/// What the encoder's last layer became on its way to the decoder.
struct Code {
    at::Tensor value; ///< N × code shape: what the decoder sees
};

/// The station between encoder and decoder. Keeps the code's shape.
class Bottleneck : public torch::nn::Module {
public:
    /// @param raw  N × code shape, the output of the code layer
    virtual Code forward(const at::Tensor& raw) = 0;
};

/// Hands the code on as it is.
class PlainBottleneck final : public Bottleneck {
public:
    Code forward(const at::Tensor& raw) override { return {raw}; }
};

} // namespace hourglass
