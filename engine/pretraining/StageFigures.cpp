// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/StageFigures.h"

#include "engine/data/Dataset.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

namespace {
constexpr std::int64_t shownFilters = 32;
} // namespace

Figure rebuiltFigure(const at::Tensor& seen, const at::Tensor& rebuilt, const Shape& shape) {
    const float low = std::min(0.0f, seen.min().item<float>());
    const float high = std::max(1.0f, seen.max().item<float>());
    PictureFigure pairs;
    for (std::int64_t i = 0; i < seen.size(0); ++i)
        for (const auto& [values, caption] : {std::pair(seen[i], "seen"), std::pair(rebuilt[i], "rebuilt")}) {
            pairs.pictures.push_back(toImage(values, shape, low, high));
            pairs.captions.push_back(caption);
        }
    return {"What these layers rebuild", "Left what they see, right what they make of it.", pairs};
}

Figure filtersFigure(const at::Tensor& weight, const Shape& shape) {
    PictureFigure filters;
    for (std::int64_t i = 0; i < std::min(shownFilters, weight.size(0)); ++i) {
        const at::Tensor filter = weight[i].detach();
        const float most = std::max(1e-6f, filter.abs().max().item<float>());
        filters.pictures.push_back(toImage(filter, shape, -most, most));
    }
    return {"Filters", "The weights from the units below to one unit each: grey is zero, white excites.", filters};
}

} // namespace hourglass
