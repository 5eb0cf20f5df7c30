// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <nlohmann/json.hpp>

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
void printMetrics(std::ostream& out, const Metrics& metrics);

/// "0.01234", "63.41": four significant digits.
std::string number(double value);
/// "84k images/s".
std::string speed(double samplesPerSecond);
/// "0:31", "1:02:03".
std::string duration(double seconds);

} // namespace hourglass::cli
