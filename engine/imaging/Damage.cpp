// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Damage.h"

#include "engine/api/Error.h"
#include "engine/imaging/Draw.h"
#include "engine/imaging/JpegPlanes.h"
#include "engine/imaging/Luma.h"

#include <algorithm>

namespace hourglass::damage {

namespace {

void requirePicture(const Planes& picture) {
    if (picture.empty())
        throw Error("There is no picture to damage.");
}

void requireBetween(double value, double least, double most, const char* field) {
    if (!(value >= least && value <= most))
        throw Error("It must be from " + std::to_string(int(least)) + " to " + std::to_string(int(most)) + ".", field);
}

constexpr double kStrongest = 10; // of σ: beyond, nothing of the picture is left

/// @param added  makes of a value and a number from N(0, σ²) the noisy value
template <class Added>
Planes withNoise(const Planes& picture, double sigma, std::uint64_t seed, Added added) {
    requirePicture(picture);
    requireBetween(sigma, 0, kStrongest, "sigma");
    Draw draw(seed);
    Planes result(picture);
    for (float& value : result.values)
        value = added(value, sigma * draw.normal());
    return result;
}

} // namespace

Planes gaussian(const Planes& picture, double sigma, std::uint64_t seed) {
    return withNoise(picture, sigma, seed, [](float value, double noise) { return value + float(noise); });
}

Planes speckle(const Planes& picture, double sigma, std::uint64_t seed) {
    return withNoise(picture, sigma, seed, [](float value, double noise) { return value * float(1 + noise); });
}

Planes saltAndPepper(const Planes& picture, double share, std::uint64_t seed) {
    requirePicture(picture);
    requireBetween(share, 0, 1, "share");
    Draw draw(seed);
    Planes result(picture);
    for (std::size_t i = 0; i < result.area(); ++i) {
        const double lot = draw.uniform();
        if (lot < share)
            for (int channel = 0; channel < result.channels; ++channel)
                result.plane(channel)[i] = lot < share / 2 ? 0.0f : 1.0f;
    }
    return result;
}

Planes jpeg(const Planes& picture, int quality) {
    requirePicture(picture);
    requireBetween(quality, 1, 100, "quality");
    return decodedJpeg(encodedJpeg(picture, quality));
}

Planes missing(const Planes& picture, const Planes& mask) {
    requirePicture(picture);
    if (mask.channels != 1 || mask.width != picture.width || mask.height != picture.height)
        throw Error("The mask must have one plane of the picture's size.", "mask");
    Planes result(picture);
    for (int channel = 0; channel < result.channels; ++channel)
        std::transform(mask.values.begin(), mask.values.end(), picture.plane(channel), result.plane(channel),
                       [](float gone, float value) { return gone >= 0.5f ? 0.5f : value; });
    return result;
}

Planes greyscale(const Planes& picture) {
    requirePicture(picture);
    if (picture.channels == 1)
        return picture;
    Planes result(picture.width, picture.height, 1);
    const float *red = picture.plane(0), *green = picture.plane(1), *blue = picture.plane(2);
    for (std::size_t i = 0; i < result.area(); ++i)
        result.values[i] = kLuma[0] * red[i] + kLuma[1] * green[i] + kLuma[2] * blue[i];
    return result;
}

Planes inThree(const Planes& grey) {
    Planes colour(grey.width, grey.height, 3);
    for (int channel = 0; channel < 3; ++channel)
        std::copy_n(grey.plane(0), grey.area(), colour.plane(channel));
    return colour;
}

Planes halfSize(const Planes& picture) {
    requirePicture(picture);
    Planes result((picture.width + 1) / 2, (picture.height + 1) / 2, picture.channels);
    for (int channel = 0; channel < result.channels; ++channel)
        for (int y = 0; y < result.height; ++y) {
            const float* upper = picture.row(channel, 2 * y);
            const float* lower = picture.row(channel, std::min(2 * y + 1, picture.height - 1));
            for (int x = 0; x < result.width; ++x) {
                const int left = 2 * x, right = std::min(left + 1, picture.width - 1);
                result.row(channel, y)[x] = (upper[left] + upper[right] + lower[left] + lower[right]) / 4;
            }
        }
    return result;
}

} // namespace hourglass::damage
