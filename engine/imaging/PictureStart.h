// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace hourglass {

// What a file begins with tells its format.

inline bool isPng(std::string_view start) {
    return start.starts_with("\x89PNG\r\n\x1a\n");
}

inline bool isJpeg(std::string_view start) {
    return start.starts_with("\xff\xd8\xff");
}

inline bool isBmp(std::string_view start) {
    using namespace std::string_view_literals;
    // "BM" begins many a text too, so the size of the second header (15th byte) must be one that exists.
    return start.starts_with("BM") && start.size() >= 16 &&
           "\x0c\x28\x34\x38\x40\x6c\x7c"sv.find(start[14]) != std::string_view::npos;
}

inline bool isTiff(std::string_view start) {
    using namespace std::string_view_literals;
    return start.starts_with("II*\0"sv) || start.starts_with("MM\0*"sv);
}

inline bool isWebp(std::string_view start) {
    return start.starts_with("RIFF") && start.size() >= 16 && start.substr(8, 4) == "WEBP";
}

} // namespace hourglass
