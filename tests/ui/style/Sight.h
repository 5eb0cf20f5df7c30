// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/style/Contrast.h"

#include <QColor>

#include <array>
#include <cmath>

namespace hourglass::test {

using Light = std::array<double, 3>;
using Matrix = std::array<Light, 3>;

// What is seen of light. Machado, Oliveira & Fernandes 2009, severity 1.
inline constexpr Matrix normalSight{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
inline constexpr Matrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
inline constexpr Matrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};

inline Light times(const Matrix& matrix, const Light& light) {
    Light result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * light[column];
    }
    return result;
}

/// Ottosson 2020: equal distances look equally large; black to white is 1.
inline Light oklab(const QColor& colour, const Matrix& sight = normalSight) {
    constexpr Matrix toCones{{{0.4122214708, 0.5363325363, 0.0514459929},
                              {0.2119034982, 0.6806995451, 0.1073969566},
                              {0.0883024619, 0.2817188376, 0.6299787005}}};
    constexpr Matrix toLab{{{0.2104542553, 0.7936177850, -0.0040720468},
                            {1.9779984951, -2.4285922050, 0.4505937099},
                            {0.0259040371, 0.7827717662, -0.8086757660}}};
    Light cones = times(toCones, times(sight, linearLight(colour)));
    for (double& cone : cones)
        cone = std::cbrt(cone);
    return times(toLab, cones);
}

inline double distance(const QColor& one, const QColor& other, const Matrix& sight = normalSight) {
    const Light a = oklab(one, sight), b = oklab(other, sight);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace hourglass::test
