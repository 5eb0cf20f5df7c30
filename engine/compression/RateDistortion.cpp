// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Similarity.h"
#include "engine/core/Guard.h"
#include "engine/imaging/JpegPlanes.h"

namespace hourglass {

std::optional<std::vector<RatePoint>> rateDistortion(const Compressor& compressor, const Planes& picture,
                                                     const std::vector<double>& steps, const RestorationProgress& progress) {
    return guarded([&]() -> std::optional<std::vector<RatePoint>> {
        const double parts = double(steps.size()) + 1; // taking the code is one
        const auto goesOn = [&](double part, double done) { return !progress || progress((part + done) / parts); };
        const auto code = compressor.code(picture, [&](double done) { return goesOn(0, done); });
        if (!code)
            return std::nullopt;
        std::vector<RatePoint> points;
        for (const double step : steps) {
            const double part = double(points.size()) + 1;
            const std::string file = compressor.packed(*code, step);
            const auto unpacked = compressor.unpacked(file, [&](double done) { return goesOn(part, 0.8 * done); });
            if (!unpacked)
                return std::nullopt;
            const JpegAtBytes jpeg = jpegAtBytes(picture, file.size());
            points.push_back({step, file.size(), psnr(*unpacked, picture), ssim(*unpacked, picture), jpeg.bytes,
                              jpeg.quality, psnr(jpeg.picture, picture), ssim(jpeg.picture, picture)});
            if (!goesOn(part, 1))
                return std::nullopt;
        }
        return points;
    });
}

} // namespace hourglass
