// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Photograph.h"

#include <opencv2/core.hpp>

namespace hourglass {

/// From pixels as files hold them: grey or red, green, blue, and then alpha where there are 2 or 4 channels; of 8 or 16
/// bits, which become the photograph's bit depth.
Photograph photographOf(const cv::Mat& samples);

/// The way back, clipped and rounded. @param bits  of a sample: 8 or 16
cv::Mat samplesOf(const Photograph& photograph, int bits);

} // namespace hourglass
