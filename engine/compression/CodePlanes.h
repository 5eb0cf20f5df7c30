// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

/// The whole numbers that a code was rounded to, one plane after the other.
struct CodePlanes {
    static constexpr int largest = 1 << 20; ///< of a number, either sign

    int width = 0, height = 0, channels = 0;
    std::vector<std::int32_t> values;

    CodePlanes() = default;
    CodePlanes(int width, int height, int channels)
        : width(width)
        , height(height)
        , channels(channels)
        , values(std::size_t(width) * std::size_t(height) * std::size_t(channels)) {}

    std::size_t area() const { return std::size_t(width) * std::size_t(height); }
    std::int32_t* plane(int channel) { return values.data() + area() * std::size_t(channel); }
    const std::int32_t* plane(int channel) const { return values.data() + area() * std::size_t(channel); }
    bool operator==(const CodePlanes&) const = default;
};

// Without loss. How large a number is to be expected is told from its neighbours, from the planes before at the same place
// and from the plane as a whole; planes that are alike from place to place are foretold by the median of Weinberger,
// Seroussi and Sapiro, The LOCO-I Lossless Image Compression Algorithm, IEEE Transactions on Image Processing 9, 2000. Any
// thread.

/// @pre no number is larger than CodePlanes::largest
std::string packed(const CodePlanes& planes);
/// The same bytes and the same sizes give the same numbers; others give some numbers, all within the limits.
CodePlanes unpacked(std::string_view bytes, int width, int height, int channels);

} // namespace hourglass
