// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Embedding.h"
#include "engine/variants/Autoencoder.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace hourglass {

// Codes as tensors: a code in each row.

/// Codes that are measured, or drawn, together.
inline constexpr std::int64_t kCodesTogether = 1024;

/// count × numbers, fp32, in the memory of `values`.
at::Tensor asRows(const std::vector<float>& values, std::int64_t numbers);
/// What an Autoencoder takes for `count` samples of that class; undefined for −1.
/// @throws Error when the network was not told that class
at::Tensor labelsFor(const Autoencoder& autoencoder, std::int64_t count, int label);
/// @throws Error when there are none
at::Tensor asRows(const Codes& codes);
/// @throws Error when `codes` does not hold whole codes of finite numbers, or none
at::Tensor checkedRows(const Autoencoder& autoencoder, const std::vector<float>& codes);

std::vector<float> asVector(const at::Tensor& tensor);

/// By a network in use (see InUse). @param rows  count × numbers in a code  @return count × sample shape
/// @param labels  as decodedValues() takes them, and @throws as it does
at::Tensor decodedRows(Autoencoder& autoencoder, const at::Tensor& rows, const std::vector<int>& labels);
/// Its most likely codes, count × numbers. @param samples  count × sample shape  @param label  −1 for none in particular
at::Tensor encodedRows(Autoencoder& autoencoder, const at::Tensor& samples, int label);

} // namespace hourglass
