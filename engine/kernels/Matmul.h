// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/Matrix.h"
#include "engine/kernels/Pointwise.h"

#include <ATen/core/Tensor.h>

namespace hourglass {

/// out = f(a · b + bias), in one pass. What a product of such shapes needs is prepared once for each thread and kept.
/// @param out   M × N, fp32 or bf16; rows must be contiguous
/// @param a, b  M × K and K × N, both fp32 or both bf16; rows or columns must be contiguous, so that transposes are as good
/// @param bias  N, fp32; or undefined
/// @param function  one that derivesFromValue(), or none
void matmul(const Matrix& out, const Matrix& a, const Matrix& b, const at::Tensor& bias = {},
            Pointwise function = Pointwise::None);

/// sum += a · b, where K = 0 adds nothing.
/// @param sum   M × N, fp32; rows must be contiguous; apart from a and b in memory
/// @param a, b  as matmul() takes them
void addProduct(const Matrix& sum, const Matrix& a, const Matrix& b);

/// a · b + bias as a new tensor: by matmul() in fp32, by LibTorch in other types.
at::Tensor product(const at::Tensor& a, const at::Tensor& b, const at::Tensor& bias = {});

} // namespace hourglass
