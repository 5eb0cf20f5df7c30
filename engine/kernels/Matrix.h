// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace hourglass {

/// Where the numbers of somebody else's matrix lie, who must keep them. It costs nothing to turn it round or to cut it,
/// where a tensor's view takes as long as a small product.
struct Matrix {
    void* numbers;
    at::ScalarType type;
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t rowStride;    ///< from a number to the one below it, in numbers
    std::int64_t columnStride; ///< to the one on its right

    /// A tensor is as good wherever a matrix is asked for; it must outlive the matrix.
    /// @param tensor  of two dimensions
    // NOLINTNEXTLINE(google-explicit-constructor)
    Matrix(const at::Tensor& tensor)
        : Matrix(tensor.data_ptr(), tensor.scalar_type(), tensor.size(0), tensor.size(1), tensor.stride(0),
                 tensor.stride(1)) {}
    /// Of fp32 numbers, row after row.
    Matrix(float* numbers, std::int64_t rows, std::int64_t columns)
        : Matrix(numbers, at::kFloat, rows, columns, columns, 1) {}

    Matrix transposed() const { return {numbers, type, columns, rows, columnStride, rowStride}; }
    Matrix columnRange(std::int64_t first, std::int64_t count) const {
        auto* begin = static_cast<char*>(numbers);
        if (begin) // there is none where there are no numbers
            begin += first * columnStride * std::int64_t(elementSize(type));
        return {begin, type, rows, count, rowStride, columnStride};
    }

private:
    Matrix(void* numbers, at::ScalarType type, std::int64_t rows, std::int64_t columns, std::int64_t rowStride,
           std::int64_t columnStride)
        : numbers(numbers)
        , type(type)
        , rows(rows)
        , columns(columns)
        , rowStride(rowStride)
        , columnStride(columnStride) {}
};

} // namespace hourglass
