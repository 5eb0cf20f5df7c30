// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Mutator.h"

#include <algorithm>
#include <array>
#include <limits>

namespace hourglass::test {

namespace {

constexpr std::size_t kLongest = 1 << 16; ///< bytes; doubling would never end

/// Where counts and lengths go wrong.
constexpr std::array<std::uint64_t, 12> kNumbers = {0,          1,          0x7f,       0xff,        0x7fff,      0xffff,
                                                    0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, ~0ull >> 1u, ~0ull};
constexpr std::array kTexts = {"0",
                               "-1",
                               "65536",
                               "2147483648",
                               "9223372036854775807",
                               "18446744073709551616",
                               "1e9",
                               "1e999",
                               "0.5",
                               "-1e-320",
                               "null",
                               "true",
                               "[]",
                               "{}",
                               "\"\""};

} // namespace

std::string Mutator::next() {
    std::string bytes = anySeed();
    for (std::size_t changes = 1 + below(4); changes > 0; --changes)
        change(bytes);
    bytes.resize(std::min(bytes.size(), kLongest));
    return bytes;
}

void Mutator::change(std::string& bytes) {
    if (bytes.empty())
        bytes = anySeed();
    if (bytes.empty())
        return;
    const std::size_t place = below(bytes.size());
    const std::size_t count = 1 + below(std::min<std::size_t>(bytes.size() - place, 1 + below(64)));
    switch (below(9)) {
    case 0:
        bytes[place] = char(bytes[place] ^ 1 << below(8));
        break;
    case 1:
        bytes[place] = char(below(256));
        break;
    case 2:
        bytes.erase(place, count);
        break;
    case 3:
        bytes.resize(place);
        break;
    case 4:
        for (std::size_t times = 1 + below(8); times > 0; --times)
            bytes.insert(place, bytes.substr(place, count));
        break;
    case 5:
        bytes.insert(place, count, char(below(256)));
        break;
    case 6: {
        const std::string& other = anySeed();
        bytes.replace(place, std::string::npos, other, below(other.size() + 1), std::string::npos);
        break;
    }
    case 7:
        overwriteNumber(bytes);
        break;
    case 8:
        rewriteDigits(bytes);
        break;
    }
}

/// A number of 1 to 8 bytes, in either order.
void Mutator::overwriteNumber(std::string& bytes) {
    const std::size_t length = std::min(std::size_t(1) << below(4), bytes.size());
    const std::size_t place = below(bytes.size() - length + 1);
    const std::uint64_t number = kNumbers[below(kNumbers.size())];
    const bool little = below(2) == 0;
    for (std::size_t i = 0; i < length; ++i)
        bytes[place + (little ? i : length - 1 - i)] = char(number >> 8 * i);
}

/// A number in a text.
void Mutator::rewriteDigits(std::string& bytes) {
    constexpr const char* digits = "0123456789";
    const std::size_t first = bytes.find_first_of(digits, below(bytes.size()));
    if (first == std::string::npos)
        return;
    const std::size_t end = std::min(bytes.find_first_not_of(digits, first), bytes.size());
    bytes.replace(first, end - first, kTexts[below(kTexts.size())]);
}

} // namespace hourglass::test
