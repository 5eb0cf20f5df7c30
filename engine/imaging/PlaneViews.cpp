// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/PlaneViews.h"

namespace hourglass {

namespace {

double whiteOf(const cv::Mat& mat) {
    return mat.depth() == CV_8U ? 255 : mat.depth() == CV_16U ? 65535 : 1;
}

} // namespace

cv::Mat interleaved(const Planes& planes) {
    std::vector<cv::Mat> channels;
    for (int channel = 0; channel < planes.channels; ++channel)
        channels.push_back(viewOf(planes, channel));
    cv::Mat result;
    cv::merge(channels, result);
    return result;
}

cv::Mat interleavedBytes(const Planes& planes) {
    cv::Mat result;
    interleaved(planes).convertTo(result, CV_8U, 255);
    return result;
}

Planes planesOf(const cv::Mat& mat, cv::Range channels) {
    if (channels == cv::Range::all())
        channels = {0, mat.channels()};
    Planes planes(mat.cols, mat.rows, channels.size());
    for (int channel = 0; channel < planes.channels; ++channel) {
        cv::Mat one, view = viewOf(planes, channel);
        cv::extractChannel(mat, one, channels.start + channel);
        one.convertTo(view, CV_32F, 1 / whiteOf(mat));
    }
    return planes;
}

} // namespace hourglass
