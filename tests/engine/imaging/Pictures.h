// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <cmath>
#include <random>

namespace hourglass::test {

/// Slow waves and an edge: easy to tell from noise.
inline Planes smoothPicture(int width, int height, int channels) {
    Planes picture(width, height, channels);
    for (int channel = 0; channel < channels; ++channel)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                picture.row(channel, y)[x] = float(0.5 + 0.2 * std::sin(0.03 * (x + 20 * channel)) * std::cos(0.02 * y) +
                                                   (x + y > width ? 0.1 : -0.1));
    return picture;
}

/// The same under fine waves of many directions, stronger from left to right, as grass and cloth have them.
inline Planes texturedPicture(int width, int height, int channels) {
    Planes picture = smoothPicture(width, height, channels);
    for (int channel = 0; channel < channels; ++channel)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                double texture = 0;
                for (int wave = 0; wave < 6; ++wave)
                    texture += std::sin(0.5 * (wave + 1) * (x * std::cos(1.1 * wave) + y * std::sin(1.1 * wave)) + wave);
                picture.row(channel, y)[x] += float(0.04 * texture * x / width);
            }
    return picture;
}

inline Planes randomPicture(int width, int height, int channels, unsigned seed = 1) {
    Planes picture(width, height, channels);
    std::mt19937 engine(seed);
    for (float& value : picture.values)
        value = float(engine() % 65536) / 65535.0f;
    return picture;
}

inline double largestDifference(const Planes& first, const Planes& second) {
    double largest = first.sameShape(second) ? 0 : HUGE_VAL;
    for (std::size_t i = 0; largest < HUGE_VAL && i < first.values.size(); ++i)
        largest = std::max(largest, std::abs(double(first.values[i]) - double(second.values[i])));
    return largest;
}

} // namespace hourglass::test
