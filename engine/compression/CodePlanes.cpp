// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/CodePlanes.h"

#include "engine/compression/RangeCoder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

namespace hourglass {

namespace {

/// One number after the other, written or read.
template <class Bits>
class NumberCoder {
public:
    explicit NumberCoder(Bits& bits)
        : m_bits(bits) {}

    /// @param expected  about how large the number is, in 1/16
    /// @return the number
    std::int32_t number(std::int32_t value, std::uint32_t expected) {
        Context& context = m_contexts[contextOf(expected)];
        if (!m_bits.bit(context.isNotZero, value != 0))
            return 0;
        const bool negative = m_bits.bit(m_isNegative, value < 0);
        const int size = magnitude(context, std::abs(value));
        return negative ? -size : size;
    }
    /// @return whether the plane that follows is foretold from its neighbours
    bool begin(bool foretold) {
        m_isNegative = {};
        return m_bits.bit(m_isForetold, foretold);
    }

private:
    static constexpr int longestRow = 15; ///< of ones: larger sizes go on by powers of two

    struct Context {
        BitModel isNotZero;
        std::array<BitModel, longestRow> isLarger;
    };

    /// Two for each power of two.
    static std::size_t contextOf(std::uint32_t expected) {
        const int width = std::bit_width(std::min(expected, 4095U));
        const std::uint32_t half = width > 1 ? expected >> (width - 2) & 1U : 0;
        return std::size_t(2 * width) + half;
    }

    int magnitude(Context& context, int size) {
        for (int i = 1; i <= longestRow; ++i)
            if (!m_bits.bit(context.isLarger[std::size_t(i - 1)], size > i))
                return i;
        // Elias's gamma code of what is left
        const auto left = std::uint32_t(size - longestRow);
        int digits = 1;
        while (digits < mostDigits && m_bits.bit(m_hasMore[std::size_t(digits)], int(std::bit_width(left)) > digits))
            ++digits;
        std::uint32_t read = 1;
        for (int digit = digits - 2; digit >= 0; --digit)
            read = read << 1 | std::uint32_t(m_bits.bit(m_digits[std::size_t(digit)], left >> digit & 1U));
        return std::min(longestRow + int(read), 2 * CodePlanes::largest); // a difference
    }

    static constexpr int mostDigits = 22;

    Bits& m_bits;
    std::array<Context, 26> m_contexts;
    BitModel m_isNegative, m_isForetold;
    std::array<BitModel, mostDigits> m_hasMore, m_digits;
};

/// The sizes of a plane's numbers around a place, with zeros outside.
class Sizes {
public:
    Sizes(int width, int height)
        : m_stride(std::size_t(width) + 2)
        , m_sizes(m_stride * (std::size_t(height) + 1)) {}

    void set(int x, int y, std::int32_t number) { m_sizes[at(x, y)] = std::uint32_t(std::min(std::abs(number), 255)); }
    /// Six times the mean of those to the left and above, the nearer the heavier.
    std::uint32_t around(int x, int y) const {
        const std::size_t here = at(x, y), above = here - m_stride;
        return 2 * (m_sizes[here - 1] + m_sizes[above]) + m_sizes[above - 1] + m_sizes[above + 1];
    }

private:
    std::size_t at(int x, int y) const { return std::size_t(y + 1) * m_stride + std::size_t(x + 1); }

    std::size_t m_stride;
    std::vector<std::uint32_t> m_sizes;
};

std::int32_t foretold(const CodePlanes& planes, const std::int32_t* plane, int x, int y) {
    const std::int32_t* const here = plane + std::size_t(y) * std::size_t(planes.width) + x;
    if (x == 0 || y == 0)
        return y > 0 ? here[-planes.width] : x > 0 ? here[-1] : 0;
    const std::int32_t left = here[-1], above = here[-planes.width], corner = here[-planes.width - 1];
    const auto [low, high] = std::minmax(left, above);
    return std::clamp(left + above - corner, low, high);
}

/// Whether a plane's differences to what is foretold are smaller than its numbers.
bool isSmooth(const CodePlanes& planes, int channel) {
    const std::int32_t* const plane = planes.plane(channel);
    std::int64_t plain = 0, difference = 0;
    for (int y = 0; y < planes.height; ++y)
        for (int x = 0; x < planes.width; ++x) {
            const std::int32_t number = plane[std::size_t(y) * std::size_t(planes.width) + std::size_t(x)];
            plain += std::abs(number);
            difference += std::abs(number - foretold(planes, plane, x, y));
        }
    return difference < plain;
}

/// Both ways: an encoder reads `planes`, a decoder fills them.
template <class Bits>
void pass(Bits& bits, CodePlanes& planes) {
    NumberCoder<Bits> coder(bits);
    std::vector<std::uint32_t> before(planes.area()); // 16 times the size to be expected by the planes before
    for (int channel = 0; channel < planes.channels; ++channel) {
        std::int32_t* const plane = planes.plane(channel);
        const bool smooth = coder.begin(Bits::writes && isSmooth(planes, channel));
        Sizes sizes(planes.width, planes.height);
        std::uint32_t mean = 16 << 8; // of the plane so far, in 1/4096
        for (int y = 0; y < planes.height; ++y)
            for (int x = 0; x < planes.width; ++x) {
                const std::size_t i = std::size_t(y) * std::size_t(planes.width) + std::size_t(x);
                const std::int32_t base = smooth ? foretold(planes, plane, x, y) : 0;
                const std::uint32_t expected = (16 * sizes.around(x, y) / 6 + (mean >> 8) + before[i]) / 3;
                const std::int32_t number = coder.number(plane[i] - base, expected);
                plane[i] = std::clamp(base + number, -CodePlanes::largest, CodePlanes::largest);
                sizes.set(x, y, number);
                const auto size = std::uint32_t(std::min(std::abs(number), 255));
                mean += ((size << 12) >> 6) - (mean >> 6);
                before[i] = (3 * before[i] + 16 * size) / 4;
            }
    }
}

} // namespace

std::string packed(const CodePlanes& planes) {
    BitEncoder bits;
    CodePlanes copy = planes; // which stays as it is
    pass(bits, copy);
    return bits.finished();
}

CodePlanes unpacked(std::string_view bytes, int width, int height, int channels) {
    BitDecoder bits(bytes);
    CodePlanes planes(width, height, channels);
    pass(bits, planes);
    return planes;
}

} // namespace hourglass
