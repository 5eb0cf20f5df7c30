// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

namespace hourglass {

/// The code as the ordinary layer that makes it, complete: shapes, costs, mirror and weights then need no
/// rule of their own.
/// @param rawPerCode  numbers that it makes for each number of the code
/// @throws Error naming network.code.kind, .size or .activation
LayerSpec codeLayer(const CodeSpec& code, std::int64_t rawPerCode = 1);

} // namespace hourglass
