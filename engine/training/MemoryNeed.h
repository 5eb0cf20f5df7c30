// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Network.h"
#include "engine/core/Memory.h"

#include <cstdint>

namespace hourglass {

/// What training that network takes in main memory besides the data, in bytes: for each parameter the weight, a gradient of
/// each member of the crew, what the optimiser remembers, the copies to go back to, the one in bf16, and what a model file
/// takes while it is written; for each sample of a batch what the layers make of it, with its gradients, or what evaluating
/// takes where that is more. On another device only copies of the weights stay in main memory; what does not fit there is
/// refused by the device itself.
/// @param experiment  complete
/// @param network     without a fault
/// @param samples     that there are to learn from: no batch has more
/// @param members     of the crew: see CrewStep; 0 when another device trains
std::uint64_t memoryNeed(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members);

/// To ask before weights are made: a system without memory ends the program, and with it all that was learned.
/// @param network  a fault in it is left for others to report
/// @throws Error naming the network when more is needed than `free`
void requireMemory(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members,
                   std::uint64_t free = freeMemory());

} // namespace hourglass
