// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/core/Json.h"

namespace hourglass {

/// Figures that are not finite are written as null.
Json toJsonValue(const Metrics& metrics);
/// The reverse; null becomes NaN. Throws nlohmann::json::exception where a figure is missing or of another type.
Metrics metricsFromJson(const Json& json);

} // namespace hourglass
