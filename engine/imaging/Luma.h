// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace hourglass {

/// How much red, green and blue add to the brightness: the luma of ITU-R BT.601.
inline constexpr std::array kLuma{0.299F, 0.587F, 0.114F};

} // namespace hourglass
