// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/JpegPlanes.h"

#include "engine/api/Error.h"
#include "engine/imaging/PlaneViews.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <utility>

namespace hourglass {

std::string encodedJpeg(const Planes& picture, int quality) {
    try {
        cv::Mat mat = interleavedBytes(picture);
        if (picture.channels == 3)
            cv::cvtColor(mat, mat, cv::COLOR_RGB2BGR);
        std::vector<std::uint8_t> bytes;
        if (!cv::imencode(".jpg", mat, bytes, {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1}))
            throw Error("The picture could not be written as JPEG.");
        return {bytes.begin(), bytes.end()};
    } catch (const cv::Exception& exception) {
        throw Error("The picture could not be written as JPEG, which has at most 65,500 pixels on a side: " + exception.err);
    }
}

Planes decodedJpeg(const std::string& bytes) {
    try {
        const cv::Mat file(1, int(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
        cv::Mat mat = cv::imdecode(file, cv::IMREAD_UNCHANGED);
        if (mat.empty())
            throw Error("The picture could not be read back from JPEG.");
        if (mat.channels() == 3)
            cv::cvtColor(mat, mat, cv::COLOR_BGR2RGB);
        return planesOf(mat);
    } catch (const cv::Exception& exception) {
        throw Error("The picture could not be read back from JPEG: " + exception.err);
    }
}

} // namespace hourglass
