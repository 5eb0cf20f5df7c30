// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace hourglass {

/// A picture to compute with, one plane after the other (1: grey; 3: red, green, blue), rows from the top. 0 is black and 1
/// white; noise may leave that range.
struct Planes {
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<float> values;

    Planes() = default;
    Planes(int width, int height, int channels, float value = 0)
        : width(width)
        , height(height)
        , channels(channels)
        , values(std::size_t(width) * std::size_t(height) * std::size_t(channels), value) {}

    bool empty() const { return values.empty(); }
    bool sameShape(const Planes& other) const {
        return width == other.width && height == other.height && channels == other.channels;
    }
    std::size_t area() const { return std::size_t(width) * std::size_t(height); }
    float* plane(int channel) { return values.data() + area() * std::size_t(channel); }
    const float* plane(int channel) const { return values.data() + area() * std::size_t(channel); }
    float* row(int channel, int y) { return plane(channel) + std::size_t(y) * std::size_t(width); }
    const float* row(int channel, int y) const { return plane(channel) + std::size_t(y) * std::size_t(width); }

    bool operator==(const Planes&) const = default;
};

} // namespace hourglass
