// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Columns.h"

#include "engine/api/Error.h"
#include "engine/data/Dataset.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace hourglass {

namespace {

std::string placeOf(const TextColumn& column, std::size_t row) {
    return column.path + ", line " + std::to_string(column.lines[row]) + ", column \"" + column.name + "\": ";
}

std::string columnOf(const TextColumn& column) {
    return column.path + ", column \"" + column.name + "\": ";
}

/// Each different text once.
std::vector<std::string_view> distinct(std::vector<std::string_view> texts) {
    std::ranges::sort(texts);
    const auto repeated = std::ranges::unique(texts);
    texts.erase(repeated.begin(), repeated.end());
    return texts;
}

at::Tensor scaled(const at::Tensor& values, Scaling scaling) {
    if (scaling == Scaling::None)
        return values;
    const bool unit = scaling == Scaling::Unit;
    const at::Tensor low = unit ? values.min() : values.mean();
    const at::Tensor span = unit ? values.max() - low : values.std(/*unbiased=*/false);
    return span.item<double>() > 0 ? (values - low) / span : at::zeros_like(values);
}

EncodedColumn oneHot(const TextColumn& column) {
    constexpr std::size_t mostTexts = 64;
    const std::vector<std::string_view> texts = distinct(column.cells);
    if (texts.size() > mostTexts)
        throw Error(columnOf(column) + std::to_string(texts.size()) + " different texts are too many to use; at most " +
                    std::to_string(mostTexts) + " are. Take the column out of the file.");
    const auto rows = std::int64_t(column.cells.size());
    requireFits(column.path, std::uint64_t(rows) * texts.size() * sizeof(float));
    EncodedColumn result{at::zeros({rows, std::int64_t(texts.size())}, at::kFloat), {}};
    auto values = result.values.accessor<float, 2>();
    for (std::int64_t row = 0; row < rows; ++row)
        values[row][std::ranges::lower_bound(texts, column.cells[std::size_t(row)]) - texts.begin()] = 1;
    for (const std::string_view text : texts)
        result.names.push_back(column.name + " = " + std::string(text));
    return result;
}

} // namespace

void TextColumn::requireComplete() const {
    constexpr std::array<std::string_view, 9> missing = {"", "?", "NA", "N/A", "NaN", "nan", "null", "NULL", "None"};
    for (std::size_t row = 0; row < cells.size(); ++row)
        if (std::ranges::find(missing, cells[row]) != missing.end())
            throw Error(placeOf(*this, row) + "the value is missing. Fill it in or remove the row.");
}

std::optional<double> numberIn(std::string_view text) {
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    // Written so that NaN fails too.
    const bool fits = std::abs(value) <= double(std::numeric_limits<float>::max());
    return whole && fits ? std::optional(value) : std::nullopt;
}

EncodedColumn encoded(const TextColumn& column, Scaling scaling) {
    column.requireComplete();
    const std::size_t rows = column.cells.size();
    at::Tensor values = at::empty({std::int64_t(rows), 1}, at::kDouble);
    auto* value = values.data_ptr<double>();
    std::size_t numbers = 0, firstText = rows;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::optional<double> number = numberIn(column.cells[row]);
        if (number)
            value[numbers++] = *number;
        else
            firstText = std::min(firstText, row);
    }
    if (numbers == rows)
        return {scaled(values, scaling).to(at::kFloat), {column.name}};
    if (2 * numbers >= rows)
        throw Error(placeOf(column, firstText) + "\"" + std::string(column.cells[firstText]) +
                    "\" is not a number, but the column is numeric. Correct it or remove the row.");
    return oneHot(column);
}

Classes classesOf(const TextColumn& column) {
    constexpr std::size_t mostClasses = 1000;
    column.requireComplete();
    std::vector<std::string_view> texts = distinct(column.cells);
    if (texts.size() > mostClasses)
        throw Error(columnOf(column) + std::to_string(texts.size()) +
                        " different values are too many for classes; at "
                        "most " +
                        std::to_string(mostClasses) + " are. Choose another column as the label, or none.",
                    "dataset.label");
    const bool numeric = std::ranges::all_of(texts, [](std::string_view text) { return numberIn(text).has_value(); });
    std::vector<std::size_t> order(texts.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    if (numeric)
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return *numberIn(texts[i]); });

    Classes classes{at::empty({std::int64_t(column.cells.size())}, at::kLong), {}};
    std::vector<std::int64_t> indexOf(texts.size());
    for (const std::size_t i : order) {
        indexOf[i] = std::int64_t(classes.names.size());
        classes.names.emplace_back(texts[i]);
    }
    auto* index = classes.indices.data_ptr<std::int64_t>();
    for (const std::string_view cell : column.cells)
        *index++ = indexOf[std::size_t(std::ranges::lower_bound(texts, cell) - texts.begin())];
    return classes;
}

} // namespace hourglass
