// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Baselines.h"

#include "engine/api/Error.h"
#include "engine/api/Similarity.h"
#include "engine/core/Text.h"
#include "engine/imaging/Clip.h"
#include "engine/imaging/PlaneViews.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

#include <algorithm>
#include <utility>

namespace hourglass {

namespace {

constexpr float kBytes = 255;

using Result = std::optional<Planes>;

/// @param strength  the filter's h over σ. Works on 8 bits, all channels together. It takes tens of seconds for a
/// photograph, so it goes strip by strip. OpenCV looks for what surrounds a strip in the picture that it is part of: nothing
/// changes.
Result nonLocalMeans(const BaselineInput& input, double strength, const RestorationProgress& progress) {
    const cv::Mat bytes = interleavedBytes(input.damaged);
    cv::Mat result(bytes.size(), bytes.type());
    const int height = std::max(64, 500'000 / bytes.cols); // each takes some time to begin with
    for (int y = 0; y < bytes.rows; y += height) {
        const cv::Range rows(y, std::min(y + height, bytes.rows));
        cv::Mat strip;
        cv::fastNlMeansDenoising(bytes.rowRange(rows), strip, float(strength * input.sigma) * kBytes, 7, 21);
        strip.copyTo(result.rowRange(rows));
        if (progress && !progress(double(rows.end) / bytes.rows))
            return std::nullopt;
    }
    return planesOf(result);
}

/// @param strength  the range's σ over that of the noise
Result bilateral(const BaselineInput& input, double strength, const RestorationProgress&) {
    cv::Mat result;
    constexpr double reach = 2; // σ in space, in pixels
    cv::bilateralFilter(interleaved(input.damaged), result, 0, std::max(1e-3, strength * input.sigma), reach);
    return planesOf(result);
}

/// @param strength  the window's side, 3 or 5
Result median(const BaselineInput& input, double strength, const RestorationProgress&) {
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
Result telea(const BaselineInput& input, double strength, const RestorationProgress&) {
    return inpainted(input, strength, cv::INPAINT_TELEA);
}
Result navierStokes(const BaselineInput& input, double strength, const RestorationProgress&) {
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

Result bicubic(const BaselineInput& input, double, const RestorationProgress&) {
    return enlarged(input, cv::INTER_CUBIC);
}
Result lanczos(const BaselineInput& input, double, const RestorationProgress&) {
    return enlarged(input, cv::INTER_LANCZOS4);
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
                                         const RestorationProgress& progress) {
    if (input.damaged.empty())
        throw Error("There is no picture to restore.");
    if (!(input.sigma >= 0 && input.sigma <= 1))
        throw Error("The strength of the noise must be from 0 to 1.", "sigma");
    try {
        const std::size_t count = input.reference ? baseline.strengths.size() : 1;
        std::optional<BaselineResult> best;
        double highest = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto share = [&](double done) { return !progress || progress((double(i) + done) / double(count)); };
            std::optional<Planes> picture = baseline.restore(input, baseline.strengths[i], share);
            if (!picture || !share(1))
                return std::nullopt;
            clip(*picture);
            const double ratio = count > 1 ? psnr(*picture, *input.reference) : 0;
            if (!best || ratio > highest) {
                highest = ratio;
                best = {std::move(*picture), baseline.strengths[i]};
            }
        }
        return best;
    } catch (const cv::Exception& exception) {
        throw Error(baseline.title + " failed: " + exception.err);
    }
}

} // namespace hourglass
