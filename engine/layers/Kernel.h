// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace hourglass {

/// The square window of a convolution or of a transposed one. Both share it, so that each can mirror the
/// other.
struct Kernel {
    explicit Kernel(const Parameters& parameters);

    std::int64_t size;
    std::int64_t stride;
    std::int64_t padding; ///< zeros at each edge

    /// Whether a convolution with such weights is faster in bf16, on processors that are made for it.
    static bool isWorthRounding(const at::Tensor& weight);
    /// "channels", "kernel", "stride", "padding" and "activation".
    static ParameterSchema schema(std::int64_t kernel, std::int64_t stride);
    /// The parameters of the convolution that leads back over the same window.
    static Parameters mirrored(const Parameters& parameters, std::int64_t channels, const std::string& activation);
};

} // namespace hourglass
