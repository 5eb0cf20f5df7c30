// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <vector>

namespace hourglass {

/// The originals in a row, and below each what the network makes of it; empty without any. Samples have 48 px a side at
/// most.
Image contactSheet(const std::vector<Reconstruction>& reconstructions);

} // namespace hourglass
