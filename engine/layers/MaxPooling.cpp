// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kinds.h"
#include "engine/layers/Pooling.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class MaxPooling final : public Pooling {
public:
    MaxPooling()
        : Pooling(
              {"max-pooling",
               "Max pooling",
               "Keeps the strongest of neighbouring pixels.",
               "The picture is cut into small squares, and of each square only the largest value goes "
               "on. What a filter has found is kept, exactly where it was is forgotten. Nothing is "
               "learned here.",
               "Scherer, Müller and Behnke, Evaluation of Pooling Operations in Convolutional "
               "Architectures for Object Recognition, ICANN 2010",
               {}},
              [](const at::Tensor& input, std::int64_t size, std::int64_t stride) {
                  return at::max_pool2d(input, size, stride);
              },
              [](std::int64_t size, std::int64_t stride) -> Primitive {
                  return primitive::MaxPooling{{size, stride}};
              }) {}
};

} // namespace

std::unique_ptr<const Layer> makeMaxPooling() {
    return std::make_unique<MaxPooling>();
}

} // namespace hourglass
