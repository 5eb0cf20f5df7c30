// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Rows.h"

#include "engine/kernels/Half.h"
#include "engine/kernels/Vectorised.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace hourglass {

namespace {

HOURGLASS_VECTORISED void addRows(float* sum, const float* row, std::int64_t rows, std::int64_t columns) {
    for (std::int64_t i = 0; i < rows; ++i, row += columns)
        for (std::int64_t j = 0; j < columns; ++j)
            sum[j] += row[j];
}

HOURGLASS_VECTORISED void addHalfRows(float* sum, const std::uint16_t* row, std::int64_t rows, std::int64_t columns) {
    for (std::int64_t i = 0; i < rows; ++i, row += columns)
        for (std::int64_t j = 0; j < columns; ++j)
            sum[j] += fromHalf(row[j]);
}

HOURGLASS_VECTORISED void addToEach(float* row, const float* added, std::int64_t rows, std::int64_t columns) {
    for (std::int64_t i = 0; i < rows; ++i, row += columns)
        for (std::int64_t j = 0; j < columns; ++j)
            row[j] += added[j];
}

HOURGLASS_VECTORISED void addToEachHalf(std::uint16_t* row, const float* added, std::int64_t rows, std::int64_t columns) {
    for (std::int64_t i = 0; i < rows; ++i, row += columns)
        for (std::int64_t j = 0; j < columns; ++j)
            row[j] = toHalf(fromHalf(row[j]) + added[j]);
}

/// sum += rows of the matrix from the number `first` on.
void addRows(float* sum, const at::Tensor& matrix, std::int64_t first, std::int64_t rows, std::int64_t columns) {
    if (matrix.scalar_type() == at::kBFloat16)
        addHalfRows(sum, static_cast<const std::uint16_t*>(matrix.data_ptr()) + first, rows, columns);
    else
        addRows(sum, matrix.data_ptr<float>() + first, rows, columns);
}

void addToEach(const at::Tensor& matrix, const float* added, std::int64_t first, std::int64_t rows, std::int64_t columns) {
    if (matrix.scalar_type() == at::kBFloat16)
        addToEachHalf(static_cast<std::uint16_t*>(matrix.data_ptr()) + first, added, rows, columns);
    else
        addToEach(matrix.data_ptr<float>() + first, added, rows, columns);
}

/// How many narrow rows are taken as one, so that vectors are full.
std::int64_t rowsTogether(std::int64_t columns) {
    constexpr std::int64_t wide = 64;
    return std::max<std::int64_t>(1, wide / std::max<std::int64_t>(1, columns));
}

} // namespace

at::Tensor sumOfRows(const at::Tensor& matrix) {
    constexpr std::int64_t longest = 256; // more rows are summed in pieces, or small numbers would be lost in large sums
    const std::int64_t rows = matrix.size(0), columns = matrix.size(1);
    const std::int64_t together = rowsTogether(columns), width = together * columns, wideRows = rows / together;
    std::vector<float> sum(std::size_t(width), 0.f), piece(sum);
    for (std::int64_t row = 0; row < wideRows; row += longest) {
        std::ranges::fill(piece, 0.f);
        addRows(piece.data(), matrix, row * width, std::min(longest, wideRows - row), width);
        addRows(sum.data(), piece.data(), 1, width);
    }
    const at::Tensor result = at::zeros({columns}, at::kFloat);
    addRows(result.data_ptr<float>(), sum.data(), together, columns);
    addRows(result.data_ptr<float>(), matrix, wideRows * width, rows - wideRows * together, columns);
    return result;
}

void addToRows(const at::Tensor& matrix, const at::Tensor& row) {
    const std::int64_t rows = matrix.size(0), columns = matrix.size(1);
    const std::int64_t together = rowsTogether(columns), width = together * columns, wideRows = rows / together;
    const at::Tensor added = row.repeat({together});
    constexpr std::int64_t worthAThread = 1 << 15;
    at::parallel_for(0, wideRows, worthAThread / std::max<std::int64_t>(1, width) + 1,
                     [&](std::int64_t first, std::int64_t last) {
                         addToEach(matrix, added.data_ptr<float>(), first * width, last - first, width);
                     });
    addToEach(matrix, added.data_ptr<float>(), wideRows * width, rows - wideRows * together, columns);
}

} // namespace hourglass
