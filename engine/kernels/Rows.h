// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace hourglass {

/// The sum of the rows, in fp32.
/// @param matrix  N × M, fp32 or bf16, contiguous
/// @return M
at::Tensor sumOfRows(const at::Tensor& matrix);

} // namespace hourglass
