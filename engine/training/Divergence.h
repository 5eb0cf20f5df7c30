// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <optional>
#include <string>

namespace hourglass {

/// Nothing while every term is finite; otherwise a sentence that names the term, when it happened, the setting that
/// is the likely cause and what to do.
std::optional<std::string> divergence(const std::vector<TermValue>& terms, const Experiment& experiment, std::int64_t epoch,
                                      std::int64_t step);
/// The same sentence about a weight that is not a number, or infinite.
std::string divergenceOfWeights(const Experiment& experiment, std::int64_t epoch, std::int64_t step);

} // namespace hourglass
