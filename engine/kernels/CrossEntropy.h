// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace hourglass {

/// Binary cross-entropy of logits x and targets t, Σ log(1 + exp x) − t x in nats, in one pass with its gradient
/// σ(x) − t. Errors of exp and log: below 3e-7, relative, for |x| < 87.
/// @param logits, targets  of the same shape, fp32, contiguous
/// @param gradient  filled when defined: of the same shape
/// @return the sum over all numbers, the same with however many of LibTorch's threads; not finite where a logit is none
double crossEntropyOfLogits(const at::Tensor& logits, const at::Tensor& targets, const at::Tensor& gradient = {});

} // namespace hourglass
