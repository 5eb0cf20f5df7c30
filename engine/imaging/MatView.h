// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <opencv2/core.hpp>

namespace hourglass {

/// Shares the pixels; only to be read.
inline cv::Mat viewOf(const Image& image) {
    return {image.height, image.width, CV_8UC(image.channels), const_cast<std::uint8_t*>(image.pixels.data())};
}

} // namespace hourglass
