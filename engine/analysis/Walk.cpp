// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Walk.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace hourglass {

namespace {

double dot(const CodeValues& a, const CodeValues& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Shares of two codes in one that is made of them.
struct Shares {
    double a, b;
};

std::optional<Shares> sphericalShares(const CodeValues& a, const CodeValues& b, double t) {
    constexpr double smallestAngle = 1e-4; // rad: from here on rounding tells as much as the difference to a straight way
    const double lengthA = std::sqrt(dot(a, a)), lengthB = std::sqrt(dot(b, b));
    if (!(lengthA > 0 && lengthB > 0))
        return {};
    const double angle = std::acos(std::clamp(dot(a, b) / (lengthA * lengthB), -1.0, 1.0));
    if (!(angle > smallestAngle && angle < std::acos(-1.0) - smallestAngle))
        return {};
    const double length = std::lerp(lengthA, lengthB, t);
    return Shares{length / lengthA * std::sin((1 - t) * angle) / std::sin(angle),
                  length / lengthB * std::sin(t * angle) / std::sin(angle)};
}

double placeOf(std::int64_t step, std::int64_t steps) {
    return steps > 1 ? double(step) / double(steps - 1) : 0;
}

void append(std::vector<float>& codes, const CodeValues& code) {
    codes.insert(codes.end(), code.begin(), code.end());
}

} // namespace

CodeValues between(const CodeValues& a, const CodeValues& b, double t, WalkPath path) {
    const std::optional<Shares> spherical = path == WalkPath::Spherical ? sphericalShares(a, b, t) : std::nullopt;
    const Shares shares = spherical.value_or(Shares{1 - t, t});
    CodeValues code(a.size());
    std::ranges::transform(a, b, code.begin(), [&](float x, float y) { return float(shares.a * x + shares.b * y); });
    return code;
}

std::vector<float> walk(const CodeValues& a, const CodeValues& b, std::int64_t steps, WalkPath path) {
    std::vector<float> codes;
    for (std::int64_t step = 0; step < steps; ++step)
        append(codes, between(a, b, placeOf(step, steps), path));
    return codes;
}

CodeValues amid(const WalkCorners& corners, double x, double y, WalkPath path) {
    return between(between(corners.topLeft, corners.topRight, x, path),
                   between(corners.bottomLeft, corners.bottomRight, x, path), y, path);
}

std::size_t nearestCorner(double x, double y) {
    return (x > 0.5 ? 1 : 0) + (y > 0.5 ? 2 : 0);
}

std::vector<float> sweep(const CodeValues& base, std::int64_t dimension, double first, double last, std::int64_t steps) {
    std::vector<float> codes;
    CodeValues code = base;
    for (std::int64_t step = 0; step < steps; ++step) {
        code[std::size_t(dimension)] = float(std::lerp(first, last, placeOf(step, steps)));
        append(codes, code);
    }
    return codes;
}

std::vector<float> planeCodes(const CodePlane& plane, std::int64_t columns, std::int64_t rows) {
    std::vector<float> codes;
    CodeValues code = plane.base;
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column) {
            code[std::size_t(plane.xDimension)] =
                float(std::lerp(plane.left, plane.right, (double(column) + 0.5) / double(columns)));
            code[std::size_t(plane.yDimension)] =
                float(std::lerp(plane.top, plane.bottom, (double(row) + 0.5) / double(rows)));
            append(codes, code);
        }
    return codes;
}

} // namespace hourglass
