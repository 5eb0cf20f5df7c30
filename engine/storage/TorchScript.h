// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/storage/Exporter.h"

namespace hourglass {

/// @param computations  see chosenPart()
/// @return the bytes of a file
std::string torchScriptFile(const std::vector<Computation>& computations);

} // namespace hourglass
