// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"

namespace hourglass {

namespace {

/// Messages quote what stands in files, and a window has to show them: the middle of a very long text is left out.
std::string shortened(const std::string& text) {
    constexpr std::size_t longest = 2000, kept = 800; // bytes
    if (text.size() <= longest)
        return text;
    const auto continues = [&](std::size_t place) { return (text[place] & 0xc0) == 0x80; }; // inside a character of UTF-8
    std::size_t end = kept, begin = text.size() - kept;
    while (end > 0 && continues(end))
        --end;
    while (begin < text.size() && continues(begin))
        ++begin;
    return text.substr(0, end) + " … " + text.substr(begin);
}

} // namespace

Error::Error(const std::string& message, std::string field)
    : std::runtime_error(shortened(field.empty() ? message : field + ": " + message))
    , m_message(shortened(message))
    , m_field(shortened(field)) {}

} // namespace hourglass
