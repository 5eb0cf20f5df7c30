// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/History.h"
#include "engine/core/Json.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace hourglass {

/// The names, for the header; the figures become tensors "history/batches/0", "history/epochs/0" and so on of `tensors`, a row
/// for each batch and each epoch.
Json toJsonValue(const History& history, std::map<std::string, at::Tensor>& tensors);
/// The reverse; empty where something is missing or does not fit: a history must never cost anybody the weights beside it.
History historyFromJson(const Json& json, const std::map<std::string, at::Tensor>& tensors);

} // namespace hourglass
