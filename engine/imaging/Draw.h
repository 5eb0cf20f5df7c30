// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace hourglass {

/// Random numbers from a seed. The standard library's own distributions differ from library to library.
class Draw {
public:
    explicit Draw(std::uint64_t seed)
        : m_engine(seed) {}

    /// In [0, 1).
    double uniform() { return double(m_engine() >> 11) * 0x1p-53; }
    /// N(0, 1), by Box and Muller: two at a time.
    double normal() {
        m_hasSpare = !m_hasSpare;
        if (!m_hasSpare)
            return m_spare;
        const double radius = std::sqrt(-2 * std::log(1 - uniform())), angle = 2 * std::numbers::pi * uniform();
        m_spare = radius * std::sin(angle);
        return radius * std::cos(angle);
    }

private:
    std::mt19937_64 m_engine;
    double m_spare = 0;
    bool m_hasSpare = false;
};

} // namespace hourglass
