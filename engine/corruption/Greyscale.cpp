// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/imaging/Luma.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// The luma of ITU-R BT.601 in all three channels. Grey pictures stay as they are.
class Greyscale final : public Corruption {
public:
    Greyscale()
        : Corruption(
              {"greyscale",
               "Greyscale",
               "Takes the colours away.",
               "Red, green and blue are replaced by how bright they look together. What is left tells the network only where "
               "things are; to colour them again it has to know what they are.",
               "Zhang et al., Colorful Image Colorization, ECCV 2016",
               {}}) {}

    at::Tensor apply(const Parameters&, const at::Tensor& input, bool, at::Generator&) const override {
        requirePictures(input);
        if (input.size(1) != 3)
            return input;
        const at::Tensor weights = at::tensor(kLuma).to(input.options()).view({1, 3, 1, 1});
        return (input * weights).sum(1, /*keepdim=*/true).expand_as(input).contiguous();
    }
};

} // namespace

std::unique_ptr<const Corruption> makeGreyscale() {
    return std::make_unique<Greyscale>();
}

} // namespace hourglass
