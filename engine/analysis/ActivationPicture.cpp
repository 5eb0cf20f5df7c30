// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/ActivationPicture.h"

#include "engine/data/Dataset.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr std::int64_t kMostChannels = 256;
/// Of a side of the picture, where there is room for a pixel of each channel.
constexpr std::int64_t kLargestSide = 256;
/// Differences of such are still floats.
constexpr double kLargest = 1e30;

/// Scaled to [0, 1].
at::Tensor scaled(const at::Tensor& activation) {
    const at::Tensor finite = activation.to(at::kFloat).nan_to_num(0).clamp(-kLargest, kLargest);
    const double least = finite.min().item<double>();
    const double span = finite.max().item<double>() - least;
    if (span > 0)
        return (finite - least) / span;
    return at::full_like(finite, least == 0 ? 0.0 : 0.5);
}

} // namespace

Image activationPicture(const at::Tensor& activation, const Shape& shape) {
    const bool maps = shape.isPicture();
    at::Tensor tiles = maps ? scaled(activation.reshape(shape.sizes).narrow(0, 0, std::min(shape.channels(), kMostChannels)))
                            : scaled(activation.reshape({-1, 1, 1}));
    const std::int64_t count = tiles.size(0);
    const auto columns = std::int64_t(std::ceil(std::sqrt(double(count * tiles.size(1)) / double(tiles.size(2)))));
    const std::int64_t rows = (count + columns - 1) / columns;
    const std::int64_t height = std::min(tiles.size(1), std::max<std::int64_t>(1, kLargestSide / rows));
    const std::int64_t width = std::min(tiles.size(2), std::max<std::int64_t>(1, kLargestSide / columns));
    if (height < tiles.size(1) || width < tiles.size(2))
        tiles = at::adaptive_avg_pool2d(tiles, {height, width});
    tiles = at::constant_pad_nd(tiles, {0, 0, 0, 0, 0, rows * columns - count});
    const at::Tensor block =
        tiles.reshape({rows, columns, height, width}).permute({0, 2, 1, 3}).reshape({1, rows * height, columns * width});
    return toImage(block, {{1, rows * height, columns * width}});
}

} // namespace hourglass
