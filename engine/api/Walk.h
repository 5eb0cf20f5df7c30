// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hourglass {

// Ways through the space of codes: plain arithmetic, any thread. Where several codes come together they lie one after the
// other.

using CodeValues = std::vector<float>; ///< the numbers of one code

enum class WalkPath { Straight, Spherical };

/// The code at `t` of the way from `a` (0) to `b` (1); below 0 and above 1 the way goes on.
///
///     straight   (1 − t) · a + t · b
///     spherical  the direction turns evenly from a's to b's, the length goes evenly from one to the other (Shoemake,
///                Animating rotation with quaternion curves, SIGGRAPH 1985, equation 2)
///
/// Codes of a normal distribution of many numbers all have about the same length, and the spherical way stays among them
/// (White, Sampling generative networks, 2016). It is the straight one where no direction is between two: where one code is
/// zero, or they point the same or opposite ways.
/// @param b  as long as `a`
CodeValues between(const CodeValues& a, const CodeValues& b, double t, WalkPath path);

/// `steps` codes from `a` to `b`, both of them among these; `a` alone for one step.
std::vector<float> walk(const CodeValues& a, const CodeValues& b, std::int64_t steps, WalkPath path);

/// Four codes with a square between them.
struct WalkCorners {
    CodeValues topLeft, topRight, bottomLeft, bottomRight; ///< all of one length
};
/// Between the code on the upper edge at `x` and that on the lower edge at `x`, at `y` (0 above, 1 below): bilinear, where
/// the path is straight.
CodeValues amid(const WalkCorners& corners, double x, double y, WalkPath path);

/// Which of them is nearest there, counted in the order above; amid two the former. With `y` of 0 it is an end of a walk.
std::size_t nearestCorner(double x, double y = 0);

/// `base` again and again, with the number `dimension` going from `first` to `last` in `steps`.
std::vector<float> sweep(const CodeValues& base, std::int64_t dimension, double first, double last, std::int64_t steps);

/// A part of the plane of two numbers of a code, all others as in `base`.
struct CodePlane {
    CodeValues base;
    std::int64_t xDimension = 0;
    std::int64_t yDimension = 1;
    double left = -3, right = 3, bottom = -3, top = 3;
};
/// The codes in the middle of columns × rows fields of it, row by row, the uppermost first.
std::vector<float> planeCodes(const CodePlane& plane, std::int64_t columns, std::int64_t rows);

} // namespace hourglass
