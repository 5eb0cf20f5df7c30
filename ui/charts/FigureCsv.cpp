// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureCsv.h"

#include "ui/session/Convert.h"
#include "ui/widgets/CsvText.h"

#include <algorithm>
#include <limits>

namespace hourglass::ui {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

QByteArray cell(const std::string& text) {
    return csvCell(toQString(text));
}

QByteArray csvOf(const BarFigure& figure) {
    const bool compares = !figure.referenceName.empty();
    const std::string x = figure.xLabel.empty() ? "x" : figure.xLabel;
    QByteArrayList names{cell(x + " from"), cell(x + " to"), cell(figure.yLabel.empty() ? "value" : figure.yLabel)};
    if (compares)
        names << cell(figure.referenceName);
    QByteArray table = csvLine(names);
    for (std::size_t i = 0; i < figure.values.size(); ++i) {
        const double from = figure.first + double(i) * figure.width;
        QByteArrayList cells{csvCell(from), csvCell(from + figure.width), csvCell(figure.values[i])};
        if (compares)
            cells << csvCell(figure.reference);
        table += csvLine(cells);
    }
    return table;
}

QByteArray csvOf(const PictureFigure& figure) {
    std::size_t most = 0;
    for (const Image& picture : figure.pictures)
        most = std::max(most, picture.pixels.size());
    QByteArray table = csvLine(QByteArrayList{"picture", "caption", "opacity"} + csvPictureNames(most));
    for (std::size_t i = 0; i < figure.pictures.size(); ++i) {
        const QByteArrayList cells{QByteArray::number(qulonglong(i)),
                                   i < figure.captions.size() ? cell(figure.captions[i]) : QByteArray(),
                                   csvCell(i < figure.opacities.size() ? figure.opacities[i] : 1.0)};
        table += csvLine(cells + csvPictureCells(figure.pictures[i]));
    }
    return table;
}

QByteArray csvOf(const ArrowFigure& figure) {
    const auto at = [](const std::vector<float>& values, std::size_t index) {
        return csvCell(index < values.size() ? double(values[index]) : nothing);
    };
    QByteArray table = csvLine(
        {cell(figure.xLabel), cell(figure.yLabel), cell(figure.xLabel + " to"), cell(figure.yLabel + " to"), "class"});
    for (std::size_t i = 0; i < figure.x.size(); ++i) {
        const int label = i < figure.labels.size() ? figure.labels[i] : -1;
        table += csvLine({at(figure.x, i), at(figure.y, i), at(figure.toX, i), at(figure.toY, i),
                          label < 0 ? QByteArray() : QByteArray::number(label)});
    }
    return table;
}

QByteArray csvOf(const GraphFigure& figure) {
    QByteArray table = csvLine({"from", "to", "strength"});
    for (const GraphFigure::Edge& edge : figure.edges)
        table += csvLine({cell(figure.nodes[edge.from]), cell(figure.nodes[edge.to]), csvCell(edge.strength)});
    return table;
}

QByteArray csvOf(const FactFigure& figure) {
    QByteArray table = csvLine({"name", "value"});
    for (const FactFigure::Fact& fact : figure.facts)
        table += csvLine({cell(fact.name), cell(fact.value)});
    return table;
}

QByteArray csvOf(const TableFigure& figure) {
    QByteArrayList names{"row"};
    for (const std::string& column : figure.columns)
        names << cell(column);
    QByteArray table = csvLine(names);
    for (std::size_t row = 0; row < figure.rows.size(); ++row) {
        QByteArrayList cells{cell(figure.rows[row])};
        for (std::size_t column = 0; column < figure.columns.size(); ++column)
            cells << csvCell(figure.values[row * figure.columns.size() + column]);
        table += csvLine(cells);
    }
    return table;
}

} // namespace

QByteArray figureCsv(const Figure& figure) {
    return std::visit([](const auto& content) { return csvOf(content); }, figure.content);
}

} // namespace hourglass::ui
