// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Filling.h"

#include "engine/api/Damage.h"
#include "engine/imaging/PlaneViews.h"
#include "engine/imaging/Resize.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr int smallestSide = 32;       // px, of a picture that is still halved
constexpr int leastSurroundings = 128; // px
constexpr int alignment = 16;          // px: networks halve pictures

/// How far it is to what is there; 0 for what is there itself.
Planes distances(const Planes& mask) {
    Planes result(mask.width, mask.height, 1);
    cv::Mat missing = viewOf(mask, 0) >= 0.5, far;
    cv::distanceTransform(missing, far, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    far.copyTo(viewOf(result, 0));
    return result;
}

struct Holed {
    Planes picture, mask;
};

/// Half the sides, rounded up: the mean of what is there of four pixels; missing where nothing is.
Holed halved(const Planes& picture, const Planes& mask) {
    Holed half{Planes((picture.width + 1) / 2, (picture.height + 1) / 2, picture.channels), {}};
    half.mask = Planes(half.picture.width, half.picture.height, 1);
    for (int y = 0; y < half.mask.height; ++y)
        for (int x = 0; x < half.mask.width; ++x) {
            int count = 0;
            for (int i = 0; i < 4; ++i) {
                const int fromX = 2 * x + i % 2, fromY = 2 * y + i / 2;
                if (fromX >= picture.width || fromY >= picture.height || mask.row(0, fromY)[fromX] >= 0.5F)
                    continue;
                ++count;
                for (int channel = 0; channel < picture.channels; ++channel)
                    half.picture.row(channel, y)[x] += picture.row(channel, fromY)[fromX];
            }
            half.mask.row(0, y)[x] = count == 0 ? 1.0F : 0.0F;
            for (int channel = 0; channel < picture.channels && count > 0; ++channel)
                half.picture.row(channel, y)[x] /= float(count);
        }
    return half;
}

/// The upper left part of the picture at twice its size.
Planes twice(const Planes& picture, int width, int height) {
    const Planes large = stretched(picture, 2 * picture.width, 2 * picture.height);
    Planes result(width, height, picture.channels);
    for (int channel = 0; channel < picture.channels; ++channel)
        for (int y = 0; y < height; ++y)
            std::copy_n(large.row(channel, y), width, result.row(channel, y));
    return result;
}

std::optional<Planes> fromCoarse(const Planes& picture, const Planes& mask, const FillSmallHoles& fill,
                                 const RestorationProgress& progress) {
    constexpr double coarseShare = 0.25; // of the time: a quarter of the pixels, and a quarter of those, and so on
    Planes known = picture, edge = mask, trust(picture.width, picture.height, 1, 1); // in what is filled in, 0 to 1
    double begun = 0;
    const auto share = [&](double from, double length) {
        return [&progress, from, length](double done) { return !progress || progress(from + length * done); };
    };
    const Planes far = distances(mask);
    if (std::min(picture.width, picture.height) >= 2 * smallestSide && std::ranges::max(far.values) > kFillingReach) {
        const Holed half = halved(picture, mask);
        const auto coarse = fromCoarse(half.picture, half.mask, fill, share(0, coarseShare));
        if (!coarse)
            return std::nullopt;
        const Planes large = twice(*coarse, picture.width, picture.height);
        for (std::size_t i = 0; i < picture.area(); ++i)
            if (mask.values[i] >= 0.5F) {
                edge.values[i] = far.values[i] > kFillingReach ? 0.0F : 1.0F;
                trust.values[i] = std::max(0.0F, 1 - far.values[i] / kFillingReach); // so that nobody sees where it ends
                for (int channel = 0; channel < picture.channels; ++channel)
                    known.plane(channel)[i] = large.plane(channel)[i];
            }
        begun = coarseShare;
    }
    std::optional<Planes> filled = fill(damage::missing(known, edge), share(begun, 1 - begun));
    if (!filled)
        return std::nullopt;
    for (std::size_t i = 0; i < picture.area(); ++i)
        for (int channel = 0; channel < picture.channels && edge.values[i] >= 0.5F; ++channel) {
            float& value = known.plane(channel)[i];
            value = std::lerp(value, filled->plane(channel)[i], trust.values[i]);
        }
    return known;
}

struct Rectangle {
    int left = 0, top = 0, width = 0, height = 0;
};

/// What is missing with as much around it as tells what belongs there; of no size where nothing is missing.
Rectangle surroundings(const Planes& mask) {
    int left = mask.width, right = -1, top = mask.height, bottom = -1;
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            if (mask.row(0, y)[x] >= 0.5F) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
    if (right < 0)
        return {};
    const int margin = leastSurroundings + std::max(right - left, bottom - top);
    left = std::max(0, left - margin) / alignment * alignment;
    top = std::max(0, top - margin) / alignment * alignment;
    return {left, top, std::min(mask.width, right + margin + 1) - left, std::min(mask.height, bottom + margin + 1) - top};
}

Planes cut(const Planes& picture, const Rectangle& part) {
    Planes result(part.width, part.height, picture.channels);
    for (int channel = 0; channel < picture.channels; ++channel)
        for (int y = 0; y < part.height; ++y)
            std::copy_n(picture.row(channel, part.top + y) + part.left, part.width, result.row(channel, y));
    return result;
}

} // namespace

std::optional<Planes> filledFromCoarse(const Planes& picture, const Planes& mask, const FillSmallHoles& fill,
                                       const RestorationProgress& progress) {
    const Rectangle part = surroundings(mask);
    if (part.width == 0)
        return picture;
    const auto filled = fromCoarse(cut(picture, part), cut(mask, part), fill, progress);
    if (!filled)
        return std::nullopt;
    Planes result = picture;
    for (int channel = 0; channel < picture.channels; ++channel)
        for (int y = 0; y < part.height; ++y)
            std::copy_n(filled->row(channel, y), part.width, result.row(channel, part.top + y) + part.left);
    return result;
}

} // namespace hourglass
