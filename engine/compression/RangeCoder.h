// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hourglass {

/// How likely a bit is, learned from those that came before: quickly at first, slowly later.
class BitModel {
public:
    /// That the next bit is 0, in 1/65,536; never quite impossible, never quite certain.
    std::uint32_t zero() const { return m_zero; }
    void learn(bool bit) {
        const int shift = std::min(m_seen + 2, slowest);
        m_seen += m_seen < slowest;
        m_zero = std::clamp<std::int32_t>(bit ? m_zero - (m_zero >> shift) : m_zero + ((65'536 - m_zero) >> shift), 32,
                                          65'536 - 32);
    }

private:
    static constexpr int slowest = 6;
    std::int32_t m_zero = 32'768;
    int m_seen = 0;
};

// Bits into bytes and back, each in as little room as its model foresaw: a range coder (Martin, Range encoding, Video & Data
// Recording Conference 1979) that passes carries on as Schindler's does. Both have the same bit(), so that whoever describes
// what is written has described what is read.

class BitEncoder {
public:
    static constexpr bool writes = true;

    /// @return the bit
    bool bit(BitModel& model, bool bit) {
        const std::uint32_t bound = (m_range >> 16) * model.zero();
        if (bit) {
            m_low += bound;
            m_range -= bound;
        } else {
            m_range = bound;
        }
        model.learn(bit);
        while (m_range < 1U << 24) {
            shift();
            m_range <<= 8;
        }
        return bit;
    }
    /// Everything so far; nothing may be written afterwards. Zeros at the end are left out.
    std::string finished() {
        for (int i = 0; i < 5; ++i)
            shift();
        m_bytes.erase(0, 1); // the first one comes of the empty cache
        m_bytes.erase(m_bytes.find_last_not_of('\0') + 1);
        return std::move(m_bytes);
    }

private:
    /// The highest byte is settled unless it is 255: then a carry may still come through it.
    void shift() {
        if (m_low < 0xFF00'0000U || m_low > 0xFFFF'FFFFU) {
            const auto carry = char(m_low >> 32);
            m_bytes += char(m_cache + carry);
            m_bytes.append(m_waiting, char(char(0xFF) + carry));
            m_waiting = 0;
            m_cache = char(m_low >> 24);
        } else {
            ++m_waiting;
        }
        m_low = (m_low & 0x00FF'FFFFU) << 8;
    }

    std::string m_bytes;
    std::uint64_t m_low = 0; ///< 33 bits: the highest is the carry
    std::uint32_t m_range = 0xFFFF'FFFF;
    char m_cache = 0;
    std::size_t m_waiting = 0; ///< bytes of 255 behind the cache
};

class BitDecoder {
public:
    static constexpr bool writes = false;

    /// @param bytes  outlive the decoder; behind their end there are zeros
    explicit BitDecoder(std::string_view bytes)
        : m_bytes(bytes) {
        for (int i = 0; i < 4; ++i)
            shift();
    }
    /// The second argument is of no use here.
    bool bit(BitModel& model, bool) {
        const std::uint32_t bound = (m_range >> 16) * model.zero();
        const bool bit = m_code >= bound;
        if (bit) {
            m_code -= bound;
            m_range -= bound;
        } else {
            m_range = bound;
        }
        model.learn(bit);
        while (m_range < 1U << 24) {
            shift();
            m_range <<= 8;
        }
        return bit;
    }

private:
    void shift() {
        m_code = m_code << 8 | (m_at < m_bytes.size() ? std::uint8_t(m_bytes[m_at]) : 0U);
        ++m_at;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::uint32_t m_code = 0, m_range = 0xFFFF'FFFF;
};

} // namespace hourglass
