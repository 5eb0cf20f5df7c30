// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

/// A change that mends a faulty network.
struct Repair {
    std::string title; ///< what it does, as a command: "Reshape to 1 × 28 × 28 before it"
    NetworkSpec network;
    bool mends = true; ///< otherwise another fault comes after this one
};

/// At most three, the one that keeps most first. Each was tried: with it the network has no fault, or where nothing simple
/// brings that about, its fault comes later on the way. Empty for a sound network. Some hundred inspections, far below a
/// millisecond for each; any thread.
/// @param experiment  as complete as the faults allow
/// @param classes     of the data
std::vector<Repair> repairs(const Experiment& experiment, const Shape& input, std::int64_t classes);

} // namespace hourglass
