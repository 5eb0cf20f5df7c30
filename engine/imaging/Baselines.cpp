// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Baselines.h"

#include "engine/api/Error.h"
#include "engine/api/Similarity.h"
#include "engine/core/Text.h"
#include "engine/imaging/JpegPlanes.h"
#include "engine/imaging/PlaneViews.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

#include <algorithm>

namespace hourglass {

namespace {

constexpr float kBytes = 255;

/// @param strength  the filter's h over σ. Works on 8 bits, all channels together.
Planes nonLocalMeans(const BaselineInput& input, double strength) {
    cv::Mat result;
    cv::fastNlMeansDenoising(interleavedBytes(input.damaged), result, float(strength * input.sigma) * kBytes, 7, 21);
    return planesOf(result);
}

/// @param strength  the range's σ over that of the noise
Planes bilateral(const BaselineInput& input, double strength) {
    cv::Mat result;
    constexpr double reach = 2; // σ in space, in pixels
    cv::bilateralFilter(interleaved(input.damaged), result, 0, std::max(1e-3, strength * input.sigma), reach);
    return planesOf(result);
}

/// @param strength  the window's side, 3 or 5
Planes median(const BaselineInput& input, double strength) {
    cv::Mat result;
    cv::medianBlur(interleaved(input.damaged), result, int(strength));
    return planesOf(result);
}

Planes inpainted(const BaselineInput& input, double radius, int method) {
    if (!input.mask || input.mask->channels != 1 || input.mask->width != input.damaged.width ||
        input.mask->height != input.damaged.height)
        throw Error("Filling in needs a mask of one plane, of the picture's size.", "mask");
    const cv::Mat missing = viewOf(*input.mask, 0) >= 0.5;
    cv::Mat result;
    cv::inpaint(interleavedBytes(input.damaged), missing, result, radius, method);
    Planes filled = planesOf(result);
    for (int channel = 0; channel < filled.channels; ++channel) // what was there keeps all of its bits
        for (std::size_t i = 0; i < filled.area(); ++i)
            if (input.mask->values[i] < 0.5f)
                filled.plane(channel)[i] = input.damaged.plane(channel)[i];
    return filled;
}

/// @param strength  how far around a pixel it looks, in pixels
Planes telea(const BaselineInput& input, double strength) {
    return inpainted(input, strength, cv::INPAINT_TELEA);
}
Planes navierStokes(const BaselineInput& input, double strength) {
    return inpainted(input, strength, cv::INPAINT_NS);
}

/// The half of an odd side stands for one pixel more than there was, which is cut off again.
Planes enlarged(const BaselineInput& input, int method) {
    const cv::Size twice{2 * input.damaged.width, 2 * input.damaged.height};
    if ((input.width != twice.width && input.width != twice.width - 1) ||
        (input.height != twice.height && input.height != twice.height - 1))
        throw Error("The result's sides must be twice the picture's, or one less.", "width");
    cv::Mat result;
    cv::resize(interleaved(input.damaged), result, twice, 0, 0, method);
    return planesOf(result({0, 0, input.width, input.height}));
}

Planes bicubic(const BaselineInput& input, double) {
    return enlarged(input, cv::INTER_CUBIC);
}
Planes lanczos(const BaselineInput& input, double) {
    return enlarged(input, cv::INTER_LANCZOS4);
}

Planes jpeg(const BaselineInput& input, double) {
    return jpegAtBytes(input.damaged, input.bytes).picture;
}

const std::vector<double> kFactors = {1, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.4};
const std::vector<double> kRanges = {3, 1, 1.5, 2, 2.5, 4, 5, 6};

// clang-format off
const std::vector<Baseline> table = {
    {"non-local-means", "Non-local means",          RestorationTask::Denoise,  nonLocalMeans, kFactors},
    {"bilateral",       "Bilateral filter",         RestorationTask::Denoise,  bilateral,     kRanges},
    {"median",          "Median filter",            RestorationTask::Denoise,  median,        {3, 5}},
    {"telea",           "Telea's fast marching",    RestorationTask::Inpaint,  telea,         {5, 2, 3, 10}},
    {"navier-stokes",   "Navier-Stokes",            RestorationTask::Inpaint,  navierStokes,  {5, 2, 3, 10}},
    {"bicubic",         "Bicubic enlargement",      RestorationTask::Enlarge,  bicubic,       {1}},
    {"lanczos",         "Lanczos enlargement",      RestorationTask::Enlarge,  lanczos,       {1}},
    {"jpeg",            "JPEG of the same size",    RestorationTask::Compress, jpeg,          {1}},
};
// clang-format on

} // namespace

const std::vector<Baseline>& baselines() {
    return table;
}

const Baseline& baseline(const std::string& id) {
    std::vector<std::string> known;
    for (const Baseline& each : table) {
        if (each.id == id)
            return each;
        known.push_back(each.id);
    }
    throw Error("\"" + id + "\" is not a known baseline. Known: " + joined(known) + ".");
}

std::optional<BaselineResult> restoredBy(const Baseline& baseline, const BaselineInput& input,
                                         const std::function<bool()>& goesOn) {
    if (input.damaged.empty())
        throw Error("There is no picture to restore.");
    if (!(input.sigma >= 0 && input.sigma <= 1))
        throw Error("The strength of the noise must be from 0 to 1.", "sigma");
    try {
        BaselineResult best{baseline.restore(input, baseline.strengths.front()), baseline.strengths.front()};
        if (!input.reference || baseline.strengths.size() == 1)
            return best;
        double highest = psnr(best.picture, *input.reference);
        for (std::size_t i = 1; i < baseline.strengths.size(); ++i) {
            if (goesOn && !goesOn())
                return std::nullopt;
            BaselineResult tried{baseline.restore(input, baseline.strengths[i]), baseline.strengths[i]};
            const double ratio = psnr(tried.picture, *input.reference);
            if (ratio > highest) {
                highest = ratio;
                best = std::move(tried);
            }
        }
        return best;
    } catch (const cv::Exception& exception) {
        throw Error(baseline.title + " failed: " + exception.err);
    }
}

} // namespace hourglass
