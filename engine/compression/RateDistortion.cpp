// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Error.h"
#include "engine/api/Similarity.h"
#include "engine/core/Guard.h"
#include "engine/imaging/JpegPlanes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hourglass {

/// SSIM, where the picture is large enough.
static double likeness(const Planes& picture, const Planes& reference) {
    constexpr int least = 11; // see ssim()
    return std::min(picture.width, picture.height) < least ? std::nan("") : ssim(picture, reference);
}

JpegAtBytes jpegAtBytes(const Planes& picture, std::size_t most) {
    if (picture.empty())
        throw Error("There is no picture to write as JPEG.");
    int low = 1, high = 100;
    std::string best = encodedJpeg(picture, low);
    while (low < high) { // the size grows with the quality
        const int middle = (low + high + 1) / 2;
        std::string tried = encodedJpeg(picture, middle);
        if (tried.size() <= most) {
            low = middle;
            best = std::move(tried);
        } else
            high = middle - 1;
    }
    return {decodedJpeg(best), best.size(), low};
}

std::optional<RatePoint> ratePoint(const Compressor& compressor, const Compressor::Code& code, const Planes& picture,
                                   double step, const RestorationProgress& progress) {
    return guarded([&]() -> std::optional<RatePoint> {
        const std::string file = compressor.packed(code, step);
        const auto unpacked = compressor.unpacked(file, progress);
        if (!unpacked)
            return std::nullopt;
        const double reached = psnr(*unpacked, picture), alike = likeness(*unpacked, picture);
        if (progress && !progress(1)) // JPEG takes its time, too
            return std::nullopt;
        const JpegAtBytes jpeg = jpegAtBytes(picture, file.size());
        return RatePoint{step,
                         file.size(),
                         reached,
                         alike,
                         jpeg.bytes,
                         jpeg.quality,
                         psnr(jpeg.picture, picture),
                         likeness(jpeg.picture, picture)};
    });
}

} // namespace hourglass
