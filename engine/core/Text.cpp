// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Text.h"

#include "engine/api/Text.h"

#include <algorithm>
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

std::string durationText(double seconds) {
    const std::int64_t whole = std::llround(seconds);
    const auto atLeast = [](std::size_t digits, std::int64_t number) {
        std::string text = std::to_string(number);
        text.insert(0, digits - std::min(digits, text.size()), '0');
        return text;
    };
    std::string text = whole < 3600 ? std::string() : std::to_string(whole / 3600) + ':';
    text += atLeast(whole < 3600 ? 1 : 2, whole / 60 % 60) + ':' + atLeast(2, whole % 60);
    return text;
}

std::string speedText(double samplesPerSecond, const Shape& sample) {
    const bool thousands = samplesPerSecond >= 999.5;
    const double number = thousands ? samplesPerSecond / 1000 : samplesPerSecond;
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed,
                                   thousands && number < 9.95 ? 1 : 0)
                         .ptr;
    return std::string(buffer.data(), end) + (thousands ? "k " : " ") + (sample.isPicture() ? "img/s" : "rows/s");
}

} // namespace hourglass
