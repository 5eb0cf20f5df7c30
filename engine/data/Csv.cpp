// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/data/Columns.h"
#include "engine/data/CsvTable.h"
#include "engine/data/InputFile.h"
#include "engine/data/Kinds.h"
#include "engine/data/ScikitLearn.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace hourglass {

namespace {

/// A row of names: not one of its cells is a number.
bool looksLikeHeader(const CsvTable& table) {
    return std::none_of(table.cells.begin(), table.cells.begin() + std::ptrdiff_t(table.columns),
                        [](std::string_view cell) { return numberIn(cell).has_value(); });
}

std::vector<std::string> columnNames(const CsvTable& table, bool hasHeader) {
    std::vector<std::string> names;
    for (std::size_t column = 0; column < table.columns; ++column) {
        const std::string_view name = hasHeader ? table.cell(0, column) : std::string_view();
        names.push_back(name.empty() ? "column " + std::to_string(column + 1) : std::string(name));
    }
    return names;
}

/// Index of the column that `label` names, or counts from 1; the number of columns when it is empty.
std::size_t labelColumn(const std::vector<std::string>& names, const std::string& label, const std::string& path) {
    if (label.empty())
        return names.size();
    const auto found = std::ranges::find(names, label);
    if (found != names.end())
        return std::size_t(found - names.begin());
    std::size_t number = 0;
    const auto [end, failure] = std::from_chars(label.data(), label.data() + label.size(), number);
    if (failure == std::errc() && end == label.data() + label.size() && number >= 1 && number <= names.size())
        return number - 1;
    throw Error("\"" + label + "\" is not a column of " + path + ". Its " + std::to_string(names.size()) +
                    " columns begin with " +
                    joined({names.begin(), names.begin() + std::ptrdiff_t(std::min<std::size_t>(names.size(), 10))}) + ".",
                "dataset.label");
}

TextColumn columnAt(const CsvTable& table, std::size_t column, std::size_t firstRow, const std::string& name,
                    const std::string& path) {
    TextColumn result{path, name, {}, {table.lines.begin() + std::ptrdiff_t(firstRow), table.lines.end()}};
    for (std::size_t row = firstRow; row < table.rows(); ++row)
        result.cells.push_back(table.cell(row, column));
    return result;
}

Scaling scalingFrom(const std::string& id) {
    return id == "unit" ? Scaling::Unit : id == "standard" ? Scaling::Standard : Scaling::None;
}

class Csv final : public DataSource {
public:
    Csv()
        : DataSource(
              {"csv",
               "Table (CSV)",
               "A table of numbers and texts, one sample a row.",
               "Measurements, answers, purchases: each row is a sample, each column a feature. Columns of "
               "numbers are scaled; columns of texts become one feature for each text (one-hot). Tables that "
               "come "
               "with scikit-learn bring their classes along.",
               "",
               {ParameterSpec::path("file", "File").withHelp("Comma, semicolon or tab between the columns; plain or gzip."),
                ParameterSpec::choice(
                    "header", "First row", "auto",
                    {{"auto", "Names if it holds no number"}, {"yes", "Names of the columns"}, {"no", "A sample"}})
                    .withHelp("Whether the first row names the columns. The one with which scikit-learn begins its "
                              "tables is known."),
                ParameterSpec::string("label", "Label column", "")
                    .withHelp("Name or number (from 1) of the column that holds the class; empty for none. "
                              "The network does not see it."),
                ParameterSpec::choice(
                    "scaling", "Scaling", "unit",
                    {{"unit", "To the range 0 to 1"}, {"standard", "To mean 0, deviation 1"}, {"none", "None"}})
                    .withHelp("Of the columns of numbers, over all rows.")}}) {}

    RawData load(const Parameters& parameters) const override {
        const std::string& path = chosenPath(parameters, "file");
        std::string text = InputFile(path).readAll(256 << 20);
        const std::string& header = parameters.text("header");
        const auto classNames = header == "auto" ? takeClassNames(text) : std::nullopt;
        const CsvTable table = parseCsv(text, path);
        const bool hasHeader =
            header == "yes" || (header == "auto" && !classNames && table.rows() > 0 && looksLikeHeader(table));
        if (table.rows() == 0)
            throw Error(path + " is empty. A table needs a row for each sample, at least 2.");
        if (table.rows() == std::size_t(hasHeader))
            throw Error(path +
                        " holds the names of its columns and no rows of data. Add a row for each sample, at least 2.");

        const std::vector<std::string> names = columnNames(table, hasHeader);
        const std::string& chosenLabel = parameters.text("label");
        const std::size_t last = table.columns - 1;
        const std::size_t label = classNames && chosenLabel.empty() ? last : labelColumn(names, chosenLabel, path);
        RawData data;
        data.title = std::filesystem::path(path).filename().string();
        std::vector<at::Tensor> features;
        for (std::size_t column = 0; column < table.columns; ++column) {
            const TextColumn texts = columnAt(table, column, hasHeader, names[column], path);
            if (column == label) {
                Classes classes = classNames && label == last ? classesByIndex(texts, *classNames) : classesOf(texts);
                data.labels = std::move(classes.indices);
                data.classNames = std::move(classes.names);
                continue;
            }
            EncodedColumn encodedColumn = encoded(texts, scalingFrom(parameters.text("scaling")));
            features.push_back(std::move(encodedColumn.values));
            std::ranges::move(encodedColumn.names, std::back_inserter(data.columnNames));
            requireFits(path, std::uint64_t(table.rows()) * data.columnNames.size() * sizeof(float));
        }
        if (features.empty())
            throw Error(path + " holds no column besides the label.");
        data.samples = at::cat(features, 1);
        data.sampleShape = {{data.samples.size(1)}};
        return data;
    }
};

} // namespace

std::unique_ptr<const DataSource> makeCsv() {
    return std::make_unique<Csv>();
}

} // namespace hourglass
