// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <nlohmann/json.hpp>

#include <string>

namespace hourglass {

/// Keeps the order in which fields were written, so that files read as people expect them.
using Json = nlohmann::ordered_json;

Json toJsonValue(const Experiment& experiment);
/// @throws Error naming the field.
Experiment experimentFromJsonValue(const Json& json);

/// @throws Error naming `origin` ("The text"), line and column; or when it is nested over 64 deep or has too many fields.
Json parseJson(std::string_view text, const std::string& origin);
/// What the JSON is as text; bytes that are no UTF-8 (of a path, say) are replaced.
std::string written(const Json& json, int indent = -1);
/// The bytes of a plain file. @throws Error naming it, also when there is no memory for it.
std::string readFile(const std::string& path);

} // namespace hourglass
