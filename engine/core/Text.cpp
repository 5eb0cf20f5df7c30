// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Text.h"

#include <array>
#include <charconv>

namespace hourglass {

std::string shortNumber(double value) {
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
