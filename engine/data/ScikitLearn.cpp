// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/ScikitLearn.h"

#include "engine/api/Error.h"
#include "engine/data/CsvTable.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <charconv>

namespace hourglass {

namespace {

std::optional<std::size_t> wholeNumber(std::string_view text) {
    std::size_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// What the first line says of the table.
struct Announcement {
    std::size_t rows;
    std::size_t columns;
    std::vector<std::string> classNames;
};

std::optional<Announcement> announcementIn(std::string line) {
    const CsvTable table = parseCsv(line, {});
    if (table.rows() != 1 || table.columns < 3)
        return std::nullopt;
    const auto rows = wholeNumber(table.cell(0, 0)), columns = wholeNumber(table.cell(0, 1));
    std::vector<std::string> names;
    for (std::size_t column = 2; column < table.columns; ++column)
        names.emplace_back(table.cell(0, column));
    // A row of numbers is a sample: no need to look further.
    if (!rows || !columns || std::ranges::any_of(names, [](const auto& name) { return numberIn(name).has_value(); }))
        return std::nullopt;
    return Announcement{*rows, *columns, names};
}

bool isAsAnnounced(const CsvTable& table, const Announcement& announced) {
    if (table.rows() != announced.rows || table.columns != announced.columns + 1)
        return false;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (const auto index = wholeNumber(table.cell(row, announced.columns));
            !index || *index >= announced.classNames.size())
            return false;
    return true;
}

} // namespace

std::optional<std::vector<std::string>> takeClassNames(std::string& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    try {
        auto announced = announcementIn(text.substr(0, end));
        if (!announced)
            return std::nullopt;
        std::string rest = text.substr(end); // a copy: parsing unpacks quotes in place
        if (!isAsAnnounced(parseCsv(rest, {}), *announced))
            return std::nullopt;
        text.erase(0, end);
        return std::move(announced->classNames);
    } catch (const Error&) { // whoever reads it as a plain table says what is wrong with it
        return std::nullopt;
    }
}

Classes classesByIndex(const TextColumn& column, std::vector<std::string> names) {
    Classes classes{at::empty({std::int64_t(column.cells.size())}, at::kLong), std::move(names)};
    std::ranges::transform(column.cells, classes.indices.data_ptr<std::int64_t>(),
                           [](std::string_view cell) { return std::int64_t(wholeNumber(cell).value()); });
    return classes;
}

} // namespace hourglass
