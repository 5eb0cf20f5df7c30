// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Palette.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace hourglass {

namespace {

constexpr std::size_t kMostColours = 256;

struct Counted {
    Colour colour;
    std::int64_t pixels;
};

/// Colours that become one.
struct Group {
    std::span<Counted> colours;
    std::size_t channel = 0; ///< in which they spread most
    int spread = 0;

    explicit Group(std::span<Counted> of)
        : colours(of) {
        for (std::size_t i = 0; i < 3; ++i) {
            const auto [low, high] = std::ranges::minmax(colours, {}, [i](const Counted& each) { return each.colour[i]; });
            if (const int all = high.colour[i] - low.colour[i]; all > spread) {
                spread = all;
                channel = i;
            }
        }
    }

    /// Sorts by that channel, and cuts where half of the pixels are passed; both parts have colours.
    std::array<Group, 2> halved() const {
        std::ranges::sort(colours, {}, [this](const Counted& each) { return std::pair(each.colour[channel], each.colour); });
        std::int64_t all = 0, passed = 0;
        for (const Counted& each : colours)
            all += each.pixels;
        std::size_t cut = 0;
        while (cut + 1 < colours.size() && (cut == 0 || 2 * passed < all))
            passed += colours[cut++].pixels;
        return {Group(colours.first(cut)), Group(colours.subspan(cut))};
    }

    Colour mean() const {
        std::array<double, 3> sum{};
        double pixels = 0;
        for (const Counted& each : colours) {
            pixels += double(each.pixels);
            for (std::size_t i = 0; i < 3; ++i)
                sum[i] += double(each.pixels) * each.colour[i];
        }
        const auto rounded = [&](double part) { return std::uint8_t(std::lround(part / pixels)); };
        return {rounded(sum[0]), rounded(sum[1]), rounded(sum[2])};
    }
};

} // namespace

IndexedPicture indexed(const Image& picture) {
    const auto colourAt = [&](std::size_t pixel) {
        return Colour{picture.pixels[3 * pixel], picture.pixels[3 * pixel + 1], picture.pixels[3 * pixel + 2]};
    };
    const std::size_t pixels = picture.pixels.size() / 3;
    std::map<Colour, std::int64_t> counts;
    for (std::size_t i = 0; i < pixels; ++i)
        ++counts[colourAt(i)];
    std::vector<Counted> colours;
    for (const auto& [colour, count] : counts)
        colours.push_back({colour, count});

    std::vector<Group> groups = {Group(colours)};
    while (groups.size() < std::min(kMostColours, colours.size())) {
        const auto widest = std::ranges::max_element(groups, {}, &Group::spread);
        const std::array<Group, 2> halves = widest->halved();
        *widest = halves[0];
        groups.push_back(halves[1]);
    }

    IndexedPicture result;
    for (const Group& group : groups) {
        for (const Counted& each : group.colours)
            counts[each.colour] = std::int64_t(result.palette.size()); // from here on: the number of its group
        result.palette.push_back(group.mean());
    }
    for (std::size_t i = 0; i < pixels; ++i)
        result.indices.push_back(std::uint8_t(counts[colourAt(i)]));
    return result;
}

} // namespace hourglass
