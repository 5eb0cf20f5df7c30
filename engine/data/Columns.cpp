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

at::Tensor scaled(const at::Tensor& columns, Scaling scaling) {
    if (scaling == Scaling::None)
        return columns;
    const bool unit = scaling == Scaling::Unit;
    const at::Tensor low = unit ? columns.amin(1, true) : columns.mean(1, true);
    const at::Tensor span = unit ? columns.amax(1, true) - low : columns.std(1, /*unbiased=*/false, true);
    return at::where(span > 0, (columns - low) / span, at::zeros_like(columns));
}

EncodedColumn oneHot(const TextColumn& column) {
    constexpr std::size_t mostTexts = 64;
    column.requireComplete();
    const std::size_t rows = column.cells.size();
    std::size_t numbers = 0, firstText = rows;
    for (std::size_t row = 0; row < rows; ++row)
        if (numberIn(column.cells[row]))
            ++numbers;
        else
            firstText = std::min(firstText, row);
    if (2 * numbers >= rows)
        throw Error(placeOf(column, firstText) + "\"" + std::string(column.cells[firstText]) +
                    "\" is not a number, but the column is numeric. Correct it or remove the row.");
    const std::vector<std::string_view> texts = distinct(column.cells);
    if (texts.size() > mostTexts)
        throw Error(
            columnOf(column) + std::to_string(texts.size()) + " different texts, \"" + std::string(texts.front()) +
            "\" among them, are too many to use; at most " + std::to_string(mostTexts) +
            " are. Numbers need a decimal point, no separators of thousands, and a size below 3e38; if they are none, "
            "take the column out of the file.");
    requireFits(column.path, rows * texts.size() * sizeof(float));
    EncodedColumn result{at::zeros({std::int64_t(texts.size()), std::int64_t(rows)}, at::kFloat), {}};
    auto values = result.values.accessor<float, 2>();
    for (std::size_t row = 0; row < rows; ++row)
        values[std::ranges::lower_bound(texts, column.cells[row]) - texts.begin()][std::int64_t(row)] = 1;
    for (const std::string_view text : texts)
        result.names.push_back(column.name + " = " + std::string(text));
    return result;
}

void requireFewClasses(const std::string& origin, std::size_t classes, const std::string& advice, const std::string& field) {
    constexpr std::size_t most = 1000;
    if (classes > most)
        throw Error(origin + std::to_string(classes) + " different values are too many for classes; at most " +
                        std::to_string(most) + " are. " + advice,
                    field);
}

Classes classesOf(const TextColumn& column) {
    column.requireComplete();
    std::vector<std::string_view> texts = distinct(column.cells);
    requireFewClasses(columnOf(column), texts.size(), "Choose another column as the label, or none.", "dataset.label");
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
