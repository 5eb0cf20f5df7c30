// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace hourglass {

/// A function of each number by itself: the activations, as LibTorch defines them.
enum class Pointwise { None, Relu, LeakyRelu, Elu, Gelu, Sigmoid, Tanh, Softplus };

/// Whether the derivative can be told from the function's value; otherwise the number that it was taken of is needed.
bool derivesFromValue(Pointwise function);

/// values = f(values), in place. fp32 or bf16, contiguous. Relu makes 0 of what is no number, where LibTorch keeps it.
void apply(Pointwise function, const at::Tensor& values);

/// out = gradient · f'(x). `out` may be the gradient itself.
/// @param known  f(x) where derivesFromValue(function), x otherwise
/// All three of one type and shape, and without gaps in the same order. With no function, `out` must be the gradient.
void applyDerivative(Pointwise function, const at::Tensor& gradient, const at::Tensor& known, const at::Tensor& out);

} // namespace hourglass
