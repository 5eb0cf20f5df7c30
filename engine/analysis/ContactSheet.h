// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <cstdint>
#include <vector>

namespace hourglass {

/// Pictures in rows of `columns`, as they come. All have the size and the channels of the first; what is left of the last
/// row is black.
Image pictureSheet(const std::vector<Image>& pictures, std::int64_t columns);

/// The originals in a row, and below each what the network makes of it; empty without any. Samples have 48 px a side at
/// most.
Image contactSheet(const std::vector<Reconstruction>& reconstructions);

} // namespace hourglass
