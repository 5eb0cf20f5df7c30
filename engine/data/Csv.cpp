// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/data/Columns.h"
#include "engine/data/CsvTable.h"
#include "engine/data/InputFile.h"
#include "engine/data/Kinds.h"
#include "engine/data/ScikitLearn.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <limits>
#include <span>

namespace hourglass {

namespace {

// Of the table, to be encoded together: so many that a row of them is worth the way, so few that they stay in the cache and
// on one thread of LibTorch's.
constexpr std::size_t kColumnsTogether = 256;
constexpr std::size_t kCellsTogether = 1 << 15;
constexpr std::size_t kMostTextColumns = 1000;
const std::string kFindLabel = "auto";

/// A row of names: not one of its cells is a number.
bool looksLikeHeader(const CsvTable& table) {
    for (std::size_t column = 0; column < table.columns; ++column)
        if (numberIn(table.cell(0, column)))
            return false;
    return true;
}

std::vector<std::string> columnNames(const CsvTable& table, bool hasHeader) {
    std::vector<std::string> names;
    for (std::size_t column = 0; column < table.columns; ++column) {
        const std::string_view name = hasHeader ? table.cell(0, column) : std::string_view();
        names.push_back(name.empty() ? "column " + std::to_string(column + 1) : std::string(name));
    }
    return names;
}

/// Whether a column of that name holds the classes, where nobody says so.
bool isCalledLabel(const std::string& name) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return lower == "class" || lower == "label";
}

/// Index of the column that `label` names, or counts from 1; the number of columns when there is none.
std::size_t labelColumn(const std::vector<std::string>& names, const std::string& label, const std::string& path) {
    if (label.empty())
        return names.size();
    if (label == kFindLabel)
        return std::size_t(std::ranges::find_if(names, isCalledLabel) - names.begin());
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

/// The rows of samples, and what the columns are called.
struct Table {
    const CsvTable& cells;
    std::size_t firstRow;
    const std::vector<std::string>& names;
    const std::string& path;

    std::size_t rows() const { return cells.rows() - firstRow; }

    TextColumn column(std::size_t index) const {
        TextColumn result{path, names[index], {}, std::span(cells.lines).subspan(firstRow)};
        result.cells.reserve(rows());
        for (std::size_t row = firstRow; row < cells.rows(); ++row)
            result.cells.push_back(cells.cell(row, index));
        return result;
    }

    /// Columns [first, end) as numbers, columns × rows in fp64; NaN where a cell is none. In the order of the rows, as the
    /// cells lie in memory: a wide table column by column would fetch every cell from far away.
    at::Tensor numbers(std::size_t first, std::size_t end) const {
        const at::Tensor numbers = at::empty({std::int64_t(end - first), std::int64_t(rows())}, at::kDouble);
        auto* const number = numbers.data_ptr<double>();
        for (std::size_t row = 0; row < rows(); ++row)
            for (std::size_t column = first; column < end; ++column)
                number[(column - first) * rows() + row] =
                    numberIn(cells.cell(firstRow + row, column)).value_or(std::numeric_limits<double>::quiet_NaN());
        return numbers;
    }
};

/// The features of a table, some at a time.
class Features {
public:
    Features(std::string path, std::size_t rows)
        : m_path(std::move(path))
        , m_rows(rows) {}

    /// @param values  features × rows, fp32
    void add(const at::Tensor& values) {
        m_parts.push_back(values);
        m_count += values.size(0);
        // Asked for in portions: the system takes longer to answer than a column to be read.
        constexpr std::uint64_t portion = 64 << 20;
        if (const std::uint64_t bytes = std::uint64_t(m_count) * m_rows * sizeof(float); bytes > m_granted) {
            requireFits(m_path, bytes);
            m_granted = bytes + portion;
        }
    }
    std::int64_t count() const { return m_count; }
    /// rows × features. Nothing is left here.
    at::Tensor joined() {
        requireFits(m_path, std::uint64_t(m_count) * m_rows * sizeof(float));
        at::Tensor samples = at::empty({std::int64_t(m_rows), m_count}, at::kFloat);
        std::int64_t first = 0;
        for (at::Tensor& part : m_parts) {
            samples.narrow(1, first, part.size(0)).copy_(part.t());
            first += part.size(0);
            part.reset();
        }
        return samples;
    }

private:
    std::string m_path;
    std::uint64_t m_rows, m_granted = 0;
    std::int64_t m_count = 0;
    std::vector<at::Tensor> m_parts;
};

/// All columns but the label's.
void addFeatures(RawData& data, const Table& table, std::size_t label, Scaling scaling) {
    Features features(table.path, table.rows());
    const std::size_t columns = table.names.size();
    std::size_t texts = 0;
    const std::size_t together = std::clamp<std::size_t>(kCellsTogether / table.rows(), 1, kColumnsTogether);
    for (std::size_t first = 0, end = 0; first < columns; first = end) {
        end = std::min(first + together, columns);
        const at::Tensor numbers = table.numbers(first, end);
        const at::Tensor complete = numbers.isfinite().all(1), values = scaled(numbers, scaling).to(at::kFloat);
        const auto* const isNumeric = complete.data_ptr<bool>();
        std::size_t waiting = first; // from here to the present column they are numeric, and not among the features yet
        const auto addNumbers = [&](std::size_t before) {
            if (waiting < before)
                features.add(values.slice(0, std::int64_t(waiting - first), std::int64_t(before - first)));
            waiting = before + 1;
        };
        for (std::size_t column = first; column < end; ++column) {
            if (column != label && isNumeric[column - first]) {
                data.columnNames.push_back(table.names[column]);
                continue;
            }
            addNumbers(column);
            if (column == label)
                continue;
            if (++texts > kMostTextColumns)
                throw Error(table.path + " has more than " + std::to_string(kMostTextColumns) +
                            " columns of texts, too many to use. Take those out that say nothing of the samples, or write "
                            "them as numbers.");
            EncodedColumn encoded = oneHot(table.column(column));
            features.add(encoded.values);
            std::ranges::move(encoded.names, std::back_inserter(data.columnNames));
        }
        addNumbers(end);
    }
    if (features.count() == 0)
        throw Error(table.path + " holds no column besides the label.");
    data.samples = features.joined();
    data.sampleShape = {{data.samples.size(1)}};
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
                ParameterSpec::string("label", "Label column", kFindLabel)
                    .withHelp("Name or number (from 1) of the column that holds the class, which the network does not see; "
                              "empty for none. auto: the one that is called class or label, if there is one."),
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
        const std::size_t label =
            classNames && (chosenLabel.empty() || chosenLabel == kFindLabel) ? last : labelColumn(names, chosenLabel, path);
        RawData data;
        data.title = std::filesystem::path(path).filename().string();
        const Table whole{table, hasHeader, names, path};
        if (label <= last) {
            const TextColumn column = whole.column(label);
            Classes classes = classNames && label == last ? classesByIndex(column, *classNames) : classesOf(column);
            data.labels = std::move(classes.indices);
            data.classNames = std::move(classes.names);
        }
        addFeatures(data, whole, label, scalingFrom(parameters.text("scaling")));
        return data;
    }
};

} // namespace

std::unique_ptr<const DataSource> makeCsv() {
    return std::make_unique<Csv>();
}

} // namespace hourglass
