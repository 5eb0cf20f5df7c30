// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace hourglass {

/// The sum of the rows, in fp32.
/// @param matrix  N × M, fp32 or bf16, contiguous
/// @return M
at::Tensor sumOfRows(const at::Tensor& matrix);

/// Adds the row to each of the matrix's, in place.
/// @param matrix  N × M, fp32 or bf16, contiguous
/// @param row     M, fp32
void addToRows(const at::Tensor& matrix, const at::Tensor& row);

} // namespace hourglass
