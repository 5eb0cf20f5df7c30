// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kinds.h"
#include "engine/layers/Pooling.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class AveragePooling final : public Pooling {
public:
    AveragePooling()
        : Pooling(
              {"average-pooling",
               "Average pooling",
               "Takes the mean of neighbouring pixels.",
               "The picture is cut into small squares, and each square becomes its mean: the picture is "
               "made smaller as a photograph would be. Smoother than max pooling, but faint finds are "
               "washed out. Nothing is learned here.",
               "LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proceedings of the "
               "IEEE 1998",
               {}},
              [](const at::Tensor& input, std::int64_t size, std::int64_t stride) {
                  return at::avg_pool2d(input, size, stride);
              },
              [](std::int64_t size, std::int64_t stride) -> Primitive {
                  return primitive::AveragePooling{{size, stride}};
              }) {}
};

} // namespace

std::unique_ptr<const Layer> makeAveragePooling() {
    return std::make_unique<AveragePooling>();
}

} // namespace hourglass
