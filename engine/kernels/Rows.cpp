// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Rows.h"

#include "engine/kernels/Vectorised.h"

#include <ATen/Functions.h>

#include <bit>
#include <cstdint>

namespace hourglass {

namespace {

HOURGLASS_VECTORISED void addRows(float* sum, const float* row, std::int64_t rows, std::int64_t columns) {
    for (std::int64_t i = 0; i < rows; ++i, row += columns)
        for (std::int64_t j = 0; j < columns; ++j)
            sum[j] += row[j];
}

/// A bf16 number is the upper half of the fp32 number of the same value.
HOURGLASS_VECTORISED void addHalfRows(float* sum, const std::uint16_t* row, std::int64_t rows, std::int64_t columns) {
    for (std::int64_t i = 0; i < rows; ++i, row += columns)
        for (std::int64_t j = 0; j < columns; ++j)
            sum[j] += std::bit_cast<float>(std::uint32_t(row[j]) << 16);
}

} // namespace

at::Tensor sumOfRows(const at::Tensor& matrix) {
    const at::Tensor sum = at::zeros({matrix.size(1)}, at::kFloat);
    if (matrix.scalar_type() == at::kBFloat16)
        addHalfRows(sum.data_ptr<float>(), static_cast<const std::uint16_t*>(matrix.data_ptr()), matrix.size(0),
                    matrix.size(1));
    else
        addRows(sum.data_ptr<float>(), matrix.data_ptr<float>(), matrix.size(0), matrix.size(1));
    return sum;
}

} // namespace hourglass
