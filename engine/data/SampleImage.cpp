// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/SampleImage.h"

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

std::vector<Image> toImages(const at::Tensor& samples, const Shape& shape, float low, float high) {
    std::vector<std::int64_t> sizes = shape.isPicture() ? shape.sizes : blockOf(shape.elements());
    sizes.insert(sizes.begin(), samples.size(0));
    at::Tensor planes = samples.reshape(sizes);
    if (planes.size(1) != 1 && planes.size(1) != 3)
        planes = planes.mean(1, /*keepdim=*/true);
    const at::Tensor bytes = ((planes - low) * (255 / (high - low)))
                                 .nan_to_num(0)
                                 .clamp_(0, 255)
                                 .round_()
                                 .permute({0, 2, 3, 1})
                                 .to(at::kByte)
                                 .contiguous();
    const std::int64_t size = bytes[0].numel();
    std::vector<Image> images;
    for (std::int64_t i = 0; i < bytes.size(0); ++i) {
        const auto* first = bytes.data_ptr<std::uint8_t>() + i * size;
        images.push_back({int(bytes.size(2)), int(bytes.size(1)), int(bytes.size(3)), {first, first + size}});
    }
    return images;
}

Image toImage(const at::Tensor& sample, const Shape& shape, float low, float high) {
    return toImages(sample.unsqueeze(0), shape, low, high).front();
}

Image thumbnail(const Image& image, int side) {
    const int longest = std::max(image.width, image.height);
    if (longest <= side)
        return image;
    const auto shrunk = [&](int length) { return std::max(1, int(std::lround(double(length) * side / longest))); };
    return fitted(image, shrunk(image.width), shrunk(image.height), Fit::Resize);
}

} // namespace hourglass
