// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Output.h"

#include "engine/api/Ledger.h"
#include "engine/api/Text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace hourglass::cli {

namespace {

/// Characters, not bytes: UTF-8 marks every further byte of a character by the bits 10.
std::size_t lengthOf(const std::string& text) {
    return std::size_t(std::ranges::count_if(text, [](char byte) { return (byte & 0xc0) != 0x80; }));
}

template <class... Values>
std::string formatted(const char* format, Values... values) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, values...);
    return buffer;
}

void printLedger(std::ostream& out, const Metrics& metrics) {
    std::vector<Row> rows = {{"term", "value", "unit", "per feature", "bits", "weight", "weighted"}};
    for (const LedgerRow& row : ledger(metrics.terms, metrics.features))
        rows.push_back({row.name, number(row.value), row.unit, number(row.perFeature), row.bits ? number(*row.bits) : "",
                        number(row.weight), number(row.weighted)});
    printTable(out, rows);
    if (const auto beta = effectiveBeta(metrics.terms))
        out << "effective β  " << number(*beta) << '\n';
}

} // namespace

void printTable(std::ostream& out, const std::vector<Row>& rows, int indent) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], lengthOf(row[column]));
    }
    for (const Row& row : rows) {
        std::string line(std::size_t(indent), ' ');
        for (std::size_t column = 0; column < row.size(); ++column)
            line += row[column] + std::string(widths[column] - lengthOf(row[column]) + 2, ' ');
        out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
    }
}

void printJson(std::ostream& out, const Json& json) {
    // File names need not be valid UTF-8; JSON must be.
    out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void printMetrics(std::ostream& out, const Metrics& metrics, const Shape& sample) {
    if (metrics.epochs == 0 && metrics.terms.empty()) {
        out << "Not measured yet: no epoch was complete when this was saved.\n";
        return;
    }
    std::vector<Row> rows = {{"reconstruction MSE", number(metrics.mse) + " per feature"}};
    if (!std::isnan(metrics.bce))
        rows.push_back({"reconstruction BCE", number(metrics.bce) + " nats per sample"});
    rows.push_back({"reconstruction PSNR", formatted("%.2f dB", metrics.psnr)});
    if (!std::isnan(metrics.sharpness))
        rows.push_back({"sharpness", number(metrics.sharpness) + " of the originals'"});
    rows.push_back({"code", "mean " + number(metrics.code.mean) + ", variance " + number(metrics.code.variance)});
    rows.push_back(
        {"PCA MSE", number(metrics.pcaMse) + " per feature, with " + std::to_string(metrics.pcaComponents) + " components"});
    rows.push_back({"training", std::to_string(metrics.epochs) + " epochs in " + durationText(metrics.seconds) + ", " +
                                    speedText(metrics.samplesPerSecond, sample)});
    rows.push_back({"seed", std::to_string(metrics.seed)});
    printTable(out, rows);
    out << '\n';
    printLedger(out, metrics);
}

std::string number(double value) {
    return formatted("%.4g", value);
}

std::function<std::string(const std::string&)> endsInOneOf(std::vector<std::string> known) {
    return [known = std::move(known)](const std::string& path) -> std::string {
        if (std::ranges::any_of(known, [&](const std::string& extension) { return path.ends_with(extension); }))
            return {};
        std::string names;
        for (const std::string& extension : known)
            names += (names.empty() ? "" : ", ") + extension;
        return "\"" + path + "\" does not say in which format to write. Choose a name that ends in one of these: " + names +
               '.';
    };
}

} // namespace hourglass::cli
