// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Network.h"

#include <cstdint>
#include <filesystem>

namespace hourglass {

/// What training that network takes in memory besides the data, in bytes: for each parameter the weight, a gradient of
/// each member of the crew, what the optimiser remembers, the copies to go back to and the one in bf16; for each sample of a
/// batch what the layers make of it, with its gradients.
/// @param experiment  complete
/// @param network     without a fault
/// @param samples     that there are to learn from: no batch has more
/// @param members     of the crew: see CrewStep
std::uint64_t memoryNeed(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members);

/// What this process can still take before the system ends it, in bytes: what is available on the machine, or what is left
/// of the limit of the container (cgroup v2) where that is less. Without bound where the system does not tell.
/// @param root  where /proc and /sys are found
std::uint64_t freeMemory(const std::filesystem::path& root = "/");

/// To ask before weights are made: a system without memory ends the program, and with it all that was learned.
/// @param network  a fault in it is left for others to report
/// @throws Error naming the network when more is needed than `free`
void requireMemory(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members,
                   std::uint64_t free = freeMemory());

} // namespace hourglass
