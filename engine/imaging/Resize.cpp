// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Resize.h"

#include "engine/imaging/PlaneViews.h"

#include <opencv2/imgproc.hpp>

namespace hourglass {

static Planes resized(const Planes& picture, int width, int height, int method) {
    Planes result(width, height, picture.channels);
    for (int channel = 0; channel < picture.channels; ++channel) {
        cv::Mat target = viewOf(result, channel);
        cv::resize(viewOf(picture, channel), target, target.size(), 0, 0, method);
    }
    return result;
}

Planes shrunk(const Planes& picture, int width, int height) {
    return resized(picture, width, height, cv::INTER_AREA);
}

Planes stretched(const Planes& picture, int width, int height) {
    return resized(picture, width, height, cv::INTER_LINEAR);
}

} // namespace hourglass
