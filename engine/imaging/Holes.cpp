// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Holes.h"

#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/imaging/Draw.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace hourglass {

namespace {

void requireShare(double share, const char* field) {
    if (!(share >= 0 && share <= kMostMissing))
        throw Error("It must be from 0 to 0.9.", field);
}

/// A mask until enough is missing.
class Drawing {
public:
    Drawing(int width, int height, std::uint64_t seed)
        : m_width(width)
        , m_height(height)
        , m_draw(seed)
        , m_mask(std::size_t(width) * std::size_t(height)) {}

    std::vector<std::uint8_t> upTo(double least, double most, HoleShape shape) && {
        m_left = std::llround(between(least, most) * double(m_mask.size()));
        while (m_left > 0)
            if (shape == HoleShape::Strokes || (shape == HoleShape::Both && m_draw.uniform() < 0.5))
                stroke();
            else
                block();
        return std::move(m_mask);
    }

private:
    double between(double least, double most) { return least + (most - least) * m_draw.uniform(); }
    double side() const { return std::min(m_width, m_height); }

    /// A disc that wanders.
    void stroke() {
        const double radius = std::max(1.0, side() * between(0.03, 0.08)), step = 0.75 * radius;
        std::vector<int> halves; // how far it reaches to both sides of its middle, by the rows from there
        for (int row = 0; row <= radius; ++row)
            halves.push_back(int(std::sqrt(radius * radius - row * row)));
        double x = m_width * m_draw.uniform(), y = m_height * m_draw.uniform();
        double angle = 2 * std::numbers::pi * m_draw.uniform();
        for (double left = side() * between(0.3, 1); left > 0 && m_left > 0; left -= step) {
            disc(int(x), int(y), halves);
            x += step * std::cos(angle);
            y += step * std::sin(angle);
            angle += between(-0.7, 0.7); // of a full circle's 6.28
        }
    }

    void disc(int x, int y, const std::vector<int>& halves) {
        const int reach = int(halves.size()) - 1, bottom = std::min(m_height - 1, y + reach);
        for (int row = std::max(0, y - reach); row <= bottom; ++row) {
            const int half = halves[std::size_t(std::abs(row - y))];
            take(row, x - half, x + half + 1);
        }
    }

    void block() {
        const int width = std::max(1, int(m_width * between(0.1, 0.4))),
                  height = std::max(1, int(m_height * between(0.1, 0.4)));
        const int left = int((m_width - width + 1) * m_draw.uniform()),
                  top = int((m_height - height + 1) * m_draw.uniform());
        for (int row = top; row < top + height; ++row)
            take(row, left, left + width);
    }

    /// @param end  behind the last column; both may lie outside
    void take(int row, int begin, int end) {
        std::uint8_t* const pixels = m_mask.data() + std::size_t(row) * std::size_t(m_width);
        begin = std::max(begin, 0);
        end = std::min(end, m_width);
        if (end - begin <= m_left) { // most often: no need to look after each pixel
            int taken = 0;
            for (int column = begin; column < end; ++column)
                taken += 1 - pixels[column];
            std::fill(pixels + begin, pixels + std::max(begin, end), std::uint8_t(1));
            m_left -= taken;
        } else {
            for (int column = begin; column < end && m_left > 0; ++column)
                m_left -= 1 - std::exchange(pixels[column], std::uint8_t(1));
        }
    }

    const int m_width, m_height;
    Draw m_draw;
    std::vector<std::uint8_t> m_mask;
    std::int64_t m_left = 0; ///< pixels to be taken away yet
};

} // namespace

std::vector<std::uint8_t> holes(int width, int height, const HoleOptions& options, std::uint64_t seed) {
    requireShare(options.least, "least");
    requireShare(options.most, "most");
    return Drawing(width, height, seed).upTo(options.least, options.most, options.shape);
}

namespace damage {

Planes holes(int width, int height, double share, std::uint64_t seed) {
    requireShare(share, "share");
    if (width <= 0 || height <= 0)
        throw Error("There is no picture to damage.");
    const std::vector<std::uint8_t> missing = hourglass::holes(width, height, {share, share, HoleShape::Both}, seed);
    Planes mask(width, height, 1);
    std::ranges::copy(missing, mask.values.begin());
    return mask;
}

} // namespace damage

} // namespace hourglass
