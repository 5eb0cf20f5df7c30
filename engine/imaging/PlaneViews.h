// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <opencv2/core.hpp>

namespace hourglass {

/// Shares the values.
inline cv::Mat viewOf(Planes& planes, int channel) {
    return {planes.height, planes.width, CV_32F, planes.plane(channel)};
}
/// Shares the values; only to be read.
inline cv::Mat viewOf(const Planes& planes, int channel) {
    return {planes.height, planes.width, CV_32F, const_cast<float*>(planes.plane(channel))};
}

/// With channels side by side, as OpenCV's own functions take them (red first).
cv::Mat interleaved(const Planes& planes);
/// The same in 8 bits, rounded.
cv::Mat interleavedBytes(const Planes& planes);
/// The way back, from 8 or 16 bits or floating point, of all channels or some.
Planes planesOf(const cv::Mat& mat, cv::Range channels = cv::Range::all());

} // namespace hourglass
