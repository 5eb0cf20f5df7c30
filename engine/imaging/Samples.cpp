// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Samples.h"

#include "engine/imaging/PlaneViews.h"

namespace hourglass {

Photograph photographOf(const cv::Mat& samples) {
    const bool hasAlpha = samples.channels() % 2 == 0;
    const int colours = samples.channels() - (hasAlpha ? 1 : 0);
    Photograph photograph;
    photograph.colour = planesOf(samples, {0, colours});
    if (hasAlpha)
        photograph.alpha = planesOf(samples, {colours, colours + 1});
    photograph.bitDepth = samples.depth() == CV_8U ? 8 : 16;
    return photograph;
}

cv::Mat samplesOf(const Photograph& photograph, int bits) {
    const int colours = photograph.colour.channels, channels = colours + (photograph.alpha.empty() ? 0 : 1);
    const int depth = bits == 8 ? CV_8U : CV_16U;
    cv::Mat samples(photograph.colour.height, photograph.colour.width, CV_MAKETYPE(depth, channels));
    for (int channel = 0; channel < channels; ++channel) {
        const cv::Mat values = channel < colours ? viewOf(photograph.colour, channel) : viewOf(photograph.alpha, 0);
        cv::Mat rounded;
        values.convertTo(rounded, depth, bits == 8 ? 255 : 65535);
        cv::insertChannel(rounded, samples, channel);
    }
    return samples;
}

} // namespace hourglass
