// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace hourglass {

std::string shortNumber(double value) {
    // "1000000" reads better than "1e+06", which is what the shortest form would be.
    if (std::abs(value) < 1e9 && value == std::floor(value))
        return std::to_string(std::int64_t(value));
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

} // namespace hourglass
