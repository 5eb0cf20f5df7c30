// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Similarity.h"

#include "engine/api/Error.h"
#include "engine/imaging/PlaneViews.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr int kWindow = 11;
constexpr int kReach = kWindow / 2;

void requireSameShape(const Planes& picture, const Planes& reference) {
    if (picture.empty() || !picture.sameShape(reference))
        throw Error("Only two pictures of the same size and number of channels can be compared.");
}

cv::Mat windowed(const cv::Mat& values) {
    cv::Mat result;
    cv::GaussianBlur(values, result, {kWindow, kWindow}, 1.5);
    // Only where the whole window is inside.
    return result({kReach, kReach, values.cols - 2 * kReach, values.rows - 2 * kReach});
}

/// In double precision, as variances are small differences of large numbers.
double sumOfSimilarities(const cv::Mat& first, const cv::Mat& second) {
    constexpr double c1 = 0.01 * 0.01, c2 = 0.03 * 0.03;
    cv::Mat a, b;
    first.convertTo(a, CV_64F);
    second.convertTo(b, CV_64F);
    const cv::Mat meanA = windowed(a), meanB = windowed(b);
    const cv::Mat squareA = meanA.mul(meanA), squareB = meanB.mul(meanB), product = meanA.mul(meanB);
    const cv::Mat varianceA = windowed(a.mul(a)) - squareA, varianceB = windowed(b.mul(b)) - squareB;
    const cv::Mat covariance = windowed(a.mul(b)) - product;
    const cv::Mat above = cv::Mat(2 * product + c1).mul(cv::Mat(2 * covariance + c2));
    const cv::Mat below = cv::Mat(squareA + squareB + c1).mul(cv::Mat(varianceA + varianceB + c2));
    return cv::sum(above / below)[0];
}

} // namespace

double psnr(const Planes& picture, const Planes& reference) {
    requireSameShape(picture, reference);
    double squares = 0;
    for (std::size_t i = 0; i < picture.values.size(); ++i) {
        const double difference = double(picture.values[i]) - double(reference.values[i]);
        squares += difference * difference;
    }
    return 10 * std::log10(double(picture.values.size()) / squares);
}

double ssim(const Planes& picture, const Planes& reference) {
    requireSameShape(picture, reference);
    const int rows = picture.height - 2 * kReach, columns = picture.width - 2 * kReach; // of windows
    if (rows < 1 || columns < 1)
        throw Error("Structural similarity needs pictures of at least 11 × 11 pixels.");
    constexpr int band = 128; // a large picture would need half a kilobyte a pixel at once
    double sum = 0;
    try {
        for (int channel = 0; channel < picture.channels; ++channel)
            for (int top = 0; top < rows; top += band) {
                const cv::Range lines(top, std::min(top + band, rows) + 2 * kReach);
                sum +=
                    sumOfSimilarities(viewOf(picture, channel).rowRange(lines), viewOf(reference, channel).rowRange(lines));
            }
    } catch (const cv::Exception& exception) {
        throw Error("The pictures could not be compared: " + exception.err);
    }
    return sum / (double(rows) * columns * picture.channels);
}

} // namespace hourglass
