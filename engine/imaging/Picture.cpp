// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Picture.h"

#include "engine/api/Error.h"
#include "engine/imaging/JpegHeader.h"
#include "engine/imaging/MatView.h"
#include "engine/imaging/PictureStart.h"

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr std::int64_t megapixel = 1'000'000;
constexpr std::int64_t mostMegapixels = 100;

Image toImage(const cv::Mat& mat) {
    const cv::Mat packed = mat.isContinuous() ? mat : mat.clone();
    return {packed.cols, packed.rows, packed.channels(), {packed.datastart, packed.dataend}};
}

cv::Mat scaled(const cv::Mat& source, cv::Size size) {
    // Area averaging is right only where a side shrinks, so a side that grows has its own step.
    cv::Mat shrunk, result;
    cv::resize(source, shrunk, {std::min(size.width, source.cols), std::min(size.height, source.rows)}, 0, 0,
               cv::INTER_AREA);
    cv::resize(shrunk, result, size, 0, 0, cv::INTER_LINEAR);
    return result;
}

/// The largest size of the given proportions inside `bounds`.
cv::Size largestInside(cv::Size bounds, cv::Size proportions) {
    const double factor = std::min(double(bounds.width) / proportions.width, double(bounds.height) / proportions.height);
    const auto side = [&](int length, int bound) { return std::clamp(int(std::lround(factor * length)), 1, bound); };
    return {side(proportions.width, bounds.width), side(proportions.height, bounds.height)};
}

cv::Rect centred(cv::Size size, cv::Size bounds) {
    return {{(bounds.width - size.width) / 2, (bounds.height - size.height) / 2}, size};
}

cv::Mat fittedMat(const cv::Mat& source, cv::Size size, Fit fit) {
    switch (fit) {
    case Fit::Resize:
        break;
    case Fit::Crop:
        return scaled(source(centred(largestInside(source.size(), size), source.size())), size);
    case Fit::Pad: {
        cv::Mat result = cv::Mat::zeros(size, source.type());
        const cv::Rect inside = centred(largestInside(size, source.size()), size);
        scaled(source, inside.size()).copyTo(result(inside));
        return result;
    }
    }
    return scaled(source, size);
}

} // namespace

Image loadPicture(const std::string& path, bool colour) {
    const PictureSize size = pictureSize(path);
    if (size.width > mostMegapixels * megapixel / size.height)
        throw Error(path + " is too large: " + std::to_string(size.width) + " × " + std::to_string(size.height) +
                    " pixels, and at most " + std::to_string(mostMegapixels) +
                    " megapixels are read. Make it smaller first.");
    HeaderReader file(path);
    const Error damaged(path + " is damaged or cut off and cannot be decoded. Replace or remove it.");
    if (isJpeg(file.start()) && jpegIsCutOff(file))
        throw damaged;
    // The exception says what goes wrong; OpenCV's log would only repeat it.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    try {
        cv::Mat mat = cv::imread(path, colour ? cv::IMREAD_COLOR : cv::IMREAD_GRAYSCALE);
        if (mat.empty())
            throw damaged;
        if (colour)
            cv::cvtColor(mat, mat, cv::COLOR_BGR2RGB);
        return toImage(mat);
    } catch (const cv::Exception&) {
        throw damaged;
    }
}

std::string pngFile(const Image& picture) {
    try {
        cv::Mat mat = viewOf(picture);
        if (picture.channels == 3) {
            cv::Mat swapped;
            cv::cvtColor(mat, swapped, cv::COLOR_RGB2BGR);
            mat = swapped;
        }
        std::vector<std::uint8_t> bytes;
        if (!cv::imencode(".png", mat, bytes))
            throw Error("The picture could not be written as PNG.");
        return {bytes.begin(), bytes.end()};
    } catch (const cv::Exception& exception) {
        throw Error("The picture could not be written as PNG: " + exception.err);
    }
}

Image fitted(const Image& picture, int width, int height, Fit fit) {
    if (picture.empty() || width < 1 || height < 1)
        throw Error("A picture cannot be brought to " + std::to_string(width) + " × " + std::to_string(height) + " pixels.");
    try {
        return toImage(fittedMat(viewOf(picture), {width, height}, fit));
    } catch (const cv::Exception& exception) {
        throw Error("The picture could not be resized: " + exception.err);
    }
}

} // namespace hourglass
