// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace hourglass::cli {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

/// Left-aligned columns, two spaces apart, each line behind `indent` spaces. Understands UTF-8.
void printTable(std::ostream& out, const std::vector<Row>& rows, int indent = 0);
void printJson(std::ostream& out, const Json& json);

/// The figures with their units, one a line.
/// @param sample  shape of what was learned
void printMetrics(std::ostream& out, const Metrics& metrics, const Shape& sample);

/// What an option's check() takes: refuses a file name that ends in none of `known`, naming them.
std::function<std::string(const std::string&)> endsInOneOf(std::vector<std::string> known);

/// "0.01234", "63.41": four significant digits.
std::string number(double value);

} // namespace hourglass::cli
