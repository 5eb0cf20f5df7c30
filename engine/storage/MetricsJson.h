// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/core/Json.h"

namespace hourglass {

/// Figures that are not finite are written as null.
Json toJsonValue(const Metrics& metrics);
/// The reverse; null and missing figures become NaN or 0. Throws nlohmann::json::exception on other types.
Metrics metricsFromJson(const Json& json);

} // namespace hourglass
