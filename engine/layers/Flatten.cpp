// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FunctionModule.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

namespace hourglass {

namespace {

class Flatten final : public Layer {
public:
    Flatten()
        : Layer({"flatten",
                 "Flatten",
                 "Lays a picture out as one row of numbers.",
                 "Channel by channel and row by row, the pixels become one long vector. No number changes; "
                 "only the knowledge of who was whose neighbour is gone. Dense layers do this by "
                 "themselves.",
                 "",
                 {}}) {}

    Shape outputShape(const Parameters&, const Shape& input) const override { return {{input.elements()}}; }
    std::int64_t flops(const Parameters&, const Shape&) const override { return 0; }

    std::vector<LayerSpec> mirror(const Parameters&, const Shape& input, const std::string&, bool) const override {
        if (!input.isPicture())
            return {};
        return {reshapeTo(input)};
    }

    std::shared_ptr<LayerModule> build(const Parameters&, const Shape& input, at::Generator&) const override {
        return std::make_shared<FunctionModule>([](const at::Tensor& input) { return input.flatten(1); },
                                                primitive::Reshape{{{input.elements()}}});
    }
};

} // namespace

std::unique_ptr<const Layer> makeFlatten() {
    return std::make_unique<Flatten>();
}

} // namespace hourglass
