// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/storage/Exporter.h"

namespace hourglass {

/// @param computations  see chosenPart()
/// @throws Error naming the file and the cause
void writeTorchScript(const std::vector<Computation>& computations, const std::string& path);

} // namespace hourglass
