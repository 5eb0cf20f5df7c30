// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/NoiseLevel.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hourglass {

namespace {

constexpr int kBlock = 16; // pixels on a side

struct Block {
    double coarseVariance = 0;
    bool isClipped = false;
    int left = 0, top = 0;
};

/// The two bands of Haar's wavelets that are needed, at a square of 2 × 2 pixels.
float coarse(const float* upper, const float* lower) {
    return (upper[0] + upper[1] + lower[0] + lower[1]) / 2;
}
float diagonal(const float* upper, const float* lower) {
    return (upper[0] - upper[1] - lower[0] + lower[1]) / 2;
}

template <class Visit>
void forSquares(const Planes& picture, int channel, int left, int top, Visit&& visit) {
    for (int y = top; y + 1 < std::min(top + kBlock, picture.height); y += 2)
        for (int x = left; x + 1 < std::min(left + kBlock, picture.width); x += 2)
            visit(picture.row(channel, y) + x, picture.row(channel, y + 1) + x);
}

Block block(const Planes& picture, int channel, int left, int top) {
    double sum = 0, squares = 0;
    int count = 0, clipped = 0;
    forSquares(picture, channel, left, top, [&](const float* upper, const float* lower) {
        const double value = coarse(upper, lower);
        sum += value;
        squares += value * value;
        ++count;
        for (const float pixel : {upper[0], upper[1], lower[0], lower[1]})
            clipped += pixel <= 0 || pixel >= 1;
    });
    constexpr double mostClipped = 0.02;
    return {squares / count - sum / count * sum / count, clipped > mostClipped * 4 * count, left, top};
}

double levelOf(const Planes& picture, int channel) {
    std::vector<Block> blocks;
    for (int top = 0; top + 1 < picture.height; top += kBlock)
        for (int left = 0; left + 1 < picture.width; left += kBlock)
            blocks.push_back(block(picture, channel, left, top));
    if (blocks.empty())
        return 0;
    std::ranges::sort(blocks, {}, [](const Block& each) { return std::pair(each.isClipped, each.coarseVariance); });
    const auto clipped = std::ranges::find(blocks, true, &Block::isClipped);
    const auto usable = std::size_t(clipped == blocks.begin() ? blocks.end() - clipped : clipped - blocks.begin());
    constexpr std::size_t fewest = 16; // or the median is that of a few numbers
    blocks.resize(std::min(usable, std::max(fewest, usable / 4)));

    std::vector<float> fine;
    for (const Block& each : blocks)
        forSquares(picture, channel, each.left, each.top,
                   [&](const float* upper, const float* lower) { fine.push_back(std::abs(diagonal(upper, lower))); });
    const auto middle = fine.begin() + std::ptrdiff_t(fine.size() / 2);
    std::ranges::nth_element(fine, middle);
    return double(*middle) / 0.6745;
}

} // namespace

std::vector<double> noiseLevels(const Planes& picture) {
    if (picture.empty())
        throw Error("The noise of an empty picture cannot be estimated.");
    std::vector<double> levels;
    for (int channel = 0; channel < picture.channels; ++channel)
        levels.push_back(levelOf(picture, channel));
    return levels;
}

double noiseLevel(const Planes& picture) {
    const std::vector<double> levels = noiseLevels(picture);
    const double squares = std::inner_product(levels.begin(), levels.end(), levels.begin(), 0.0);
    return std::sqrt(squares / double(levels.size()));
}

} // namespace hourglass
