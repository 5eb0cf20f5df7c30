// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// Means of 2 × 2 pixels, enlarged again by cubic splines.
class HalfSize final : public Corruption {
public:
    HalfSize()
        : Corruption(
              {"half-size",
               "Half size",
               "Shrinks the picture to half its sides and enlarges it again.",
               "Four pixels become their mean, and the usual enlarging by cubic splines gives back the size, but not what "
               "was lost. The network learns to put in again what is fine (super-resolution).",
               "Dong et al., Learning a Deep Convolutional Network for Image Super-Resolution, ECCV 2014",
               {}}) {}

    at::Tensor apply(const Parameters&, const at::Tensor& input, bool clamp, at::Generator&) const override {
        requirePictures(input);
        const at::Tensor half = at::avg_pool2d(input, {2, 2}, {2, 2}, 0, /*ceil_mode=*/true, /*count_include_pad=*/false);
        const at::Tensor whole = at::upsample_bicubic2d(half, input.sizes().slice(2), /*align_corners=*/false);
        return clamp ? whole.clamp(0, 1) : whole;
    }
};

} // namespace

std::unique_ptr<const Corruption> makeHalfSize() {
    return std::make_unique<HalfSize>();
}

} // namespace hourglass
