// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/AlbumCodes.h"

#include "engine/analysis/Evaluation.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

namespace {
/// Of a number in a code: sums of squares of such are still floats.
constexpr double kLargestCode = 1e15;
} // namespace

at::Tensor albumCodes(Autoencoder& autoencoder, const DatasetAlbum& album, std::int64_t count) {
    const Dataset& dataset = *album.dataset();
    const std::int64_t validation = std::min(count, dataset.validation.count());
    at::Tensor codes = codesOf(autoencoder, dataset.validation, validation);
    if (count > validation)
        codes = at::cat({codes, codesOf(autoencoder, dataset.training, count - validation)});
    return codes.nan_to_num_(0).clamp_(-kLargestCode, kLargestCode);
}

std::vector<int> albumLabels(const DatasetAlbum& album, std::int64_t count) {
    const at::Tensor labels = album.gatherLabels(at::arange(count, at::kLong));
    if (!labels.defined())
        return std::vector<int>(std::size_t(count), -1);
    return {labels.data_ptr<std::int64_t>(), labels.data_ptr<std::int64_t>() + count};
}

} // namespace hourglass
