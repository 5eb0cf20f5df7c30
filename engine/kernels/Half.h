// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace hourglass {

/// The bits of the nearest bf16 number, ties to even. What is no number stays none.
inline std::uint16_t toHalf(float number) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    const std::uint32_t rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    return std::uint16_t(number == number ? rounded : 0x7fc0);
}

/// A bf16 number is the upper half of the fp32 number of the same value.
inline float fromHalf(std::uint16_t bits) {
    return std::bit_cast<float>(std::uint32_t(bits) << 16);
}

} // namespace hourglass
