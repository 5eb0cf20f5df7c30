// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Orientation.h"

#include "engine/imaging/PlaneViews.h"

#include <array>
#include <optional>

namespace hourglass {

Planes upright(Planes planes, int orientation) {
    if (planes.empty() || orientation < 2 || orientation > 8)
        return planes;
    // To mirror, after rows and columns have changed places from 5 on: left and right (1), top and bottom (0), both (-1).
    constexpr std::array<std::optional<int>, 9> mirrors = {{{}, {}, 1, -1, 0, {}, 1, -1, 0}};
    const bool swapsSides = orientation >= 5;
    Planes result(swapsSides ? planes.height : planes.width, swapsSides ? planes.width : planes.height, planes.channels);
    for (int channel = 0; channel < result.channels; ++channel) {
        const cv::Mat source = viewOf(planes, channel);
        cv::Mat target = viewOf(result, channel);
        if (swapsSides)
            cv::transpose(source, target);
        if (const std::optional<int> mirror = mirrors[std::size_t(orientation)])
            cv::flip(swapsSides ? target : source, target, *mirror);
    }
    return result;
}

} // namespace hourglass
