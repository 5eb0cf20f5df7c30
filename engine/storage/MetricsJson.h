// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/core/Json.h"

namespace hourglass {

/// Figures that are not finite are written as null.
Json toJsonValue(const Metrics& metrics);
/// The reverse. What is null, missing (in files of earlier versions) or of another type becomes NaN or, where that cannot
/// be, what a fresh Metrics has: figures must never cost anybody the weights beside them.
Metrics metricsFromJson(const Json& json);

} // namespace hourglass
