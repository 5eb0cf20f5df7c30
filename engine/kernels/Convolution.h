// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/Pointwise.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace hourglass {

/// How the square window of a convolution moves over its input, alike in both directions.
struct Window {
    std::int64_t stride;
    std::int64_t padding; ///< zeros at each edge
};

// The three products of a convolution. Pictures are N × channels × height × width, fp32 or bf16, in channels_last: an
// input with C channels, and an output with O channels, both of one type. The weight is O × C × kernel × kernel, fp32, and
// without gaps; with pictures in bf16 it is rounded to bf16 on the way. What such shapes need is prepared once for each
// thread and kept.

/// output = f(input ∗ weight + bias), in one pass.
/// @param bias  O, fp32; or undefined
/// @param function  one that derivesFromValue(), or none
void convolve(const at::Tensor& output, const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
              Window window, Pointwise function = Pointwise::None);

/// The gradient with respect to the input, of the gradient with respect to the output: a transposed convolution.
void convolveTransposed(const at::Tensor& input, const at::Tensor& output, const at::Tensor& weight, Window window);

/// The gradient with respect to the weight, in fp32.
/// @param output  the gradient with respect to the output
void convolutionWeightGradient(const at::Tensor& weight, const at::Tensor& input, const at::Tensor& output, Window window);

} // namespace hourglass
