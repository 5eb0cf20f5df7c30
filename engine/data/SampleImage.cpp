// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Dataset.h"
#include "engine/imaging/Picture.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

/// {1, height, width}: the squarest block that the features fill without a gap.
std::vector<std::int64_t> blockOf(std::int64_t features) {
    auto height = std::max<std::int64_t>(1, std::int64_t(std::sqrt(double(features))));
    while (features % height != 0)
        --height;
    return {1, height, features / height};
}

} // namespace

Image toImage(const at::Tensor& sample, const Shape& shape, float low, float high) {
    at::Tensor planes = shape.isPicture() ? sample.reshape(shape.sizes) : sample.reshape(blockOf(shape.elements()));
    if (planes.size(0) != 1 && planes.size(0) != 3)
        planes = planes.mean(0, /*keepdim=*/true);
    const at::Tensor bytes = ((planes - low) * (255 / (high - low)))
                                 .nan_to_num(0)
                                 .clamp_(0, 255)
                                 .round_()
                                 .permute({1, 2, 0})
                                 .to(at::kByte)
                                 .contiguous();
    const auto* first = bytes.data_ptr<std::uint8_t>();
    return {int(bytes.size(1)), int(bytes.size(0)), int(bytes.size(2)), {first, first + bytes.numel()}};
}

Image thumbnail(const Image& image, int side) {
    const int longest = std::max(image.width, image.height);
    if (longest <= side)
        return image;
    const auto shrunk = [&](int length) { return std::max(1, int(std::lround(double(length) * side / longest))); };
    return fitted(image, shrunk(image.width), shrunk(image.height), Fit::Resize);
}

} // namespace hourglass
