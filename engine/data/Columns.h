// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

/// One column of a table, on its way from text to numbers.
struct TextColumn {
    std::string path; ///< of the file, for messages
    std::string name;
    std::vector<std::string_view> cells;
    std::span<const std::size_t> lines; ///< of the file, one per cell

    /// @throws Error naming file, line and column of the first cell that is empty, "?", "NA", "NaN" or
    /// "null".
    void requireComplete() const;
};

/// What becomes of a numeric column.
enum class Scaling {
    Unit,     ///< smallest value to 0, largest to 1; a constant column to 0
    Standard, ///< mean 0 and (population) standard deviation 1; a constant column to 0
    None
};

/// features × rows in fp32, and the name of each feature.
struct EncodedColumn {
    at::Tensor values;
    std::vector<std::string> names;
};

/// rows class indices (int64), and the name of each class.
struct Classes {
    at::Tensor indices;
    std::vector<std::string> names;
};

/// A finite decimal number that fits into fp32, with a point: "12", "-0.5", "+1e-3".
std::optional<double> numberIn(std::string_view text);

/// @param columns  columns × rows, each of which is scaled by itself
at::Tensor scaled(const at::Tensor& columns, Scaling scaling);

/// One feature for each different text, at most 64, which is 1 where the text stands and else 0 (one-hot).
/// @param column  whose cells are not all numbers
/// @throws Error naming file, line, column and text when at least half of the cells are numbers or one is missing; or when
/// there are too many different texts.
EncodedColumn oneHot(const TextColumn& column);

/// @param origin  of the labels, with which the message begins: "table.csv, column \"kind\": "
/// @throws Error that ends with `advice` when there are more than 1000 classes
void requireFewClasses(const std::string& origin, std::size_t classes, const std::string& advice, const std::string& field);

/// The different texts as classes, in numeric order if all are numbers, otherwise sorted.
/// @throws Error naming the column when there are more than 1000.
Classes classesOf(const TextColumn& column);

} // namespace hourglass
