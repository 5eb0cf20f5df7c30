// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/History.h"
#include "engine/core/Json.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace hourglass {

/// The rows of each segment become a tensor "history/0", "history/1", ... of `tensors`, batches × width; the rest is JSON.
Json toJsonValue(const History& history, std::map<std::string, at::Tensor>& tensors);
/// The reverse; empty where something is missing or does not fit: a history must never cost anybody the weights beside it.
History historyFromJson(const Json& json, const std::map<std::string, at::Tensor>& tensors);

} // namespace hourglass
