// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FunctionModule.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class PixelShuffle final : public Layer {
public:
    PixelShuffle()
        : Layer({"pixel-shuffle",
                 "Pixel shuffle",
                 "Turns channels into neighbouring pixels.",
                 "Each pixel becomes a small square whose pixels were its channels: a larger picture with fewer channels. "
                 "After a convolution it makes pictures larger without a transposed convolution and the chequerboard that "
                 "one may leave. Nothing is learned here. It undoes a pixel unshuffle exactly.",
                 "Shi et al., Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel "
                 "Convolutional Neural Network, CVPR 2016",
                 {ParameterSpec::integer("factor", "Factor", 2, 2, 16)
                      .withHelp("How many times larger height and width become. So many times so many channels become "
                                "one, and their number must be divisible by that.")}}) {}

    Shape outputShape(const Parameters& parameters, const Shape& input) const override {
        requirePicture(entry().title, input);
        const std::int64_t factor = parameters.integer("factor");
        const std::int64_t square = factor * factor;
        if (input.channels() % square != 0)
            throw Error("Each square of " + std::to_string(factor) + " × " + std::to_string(factor) + " pixels takes " +
                            std::to_string(square) + " channels, and the " + std::to_string(input.channels()) +
                            " that come in are no multiple of that. Choose another factor, or another number of channels "
                            "in the layer before.",
                        "factor");
        return {{input.channels() / square, input.height() * factor, input.width() * factor}};
    }

    std::int64_t flops(const Parameters&, const Shape&) const override { return 0; }

    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape&, const std::string&, bool) const override {
        return {{"pixel-unshuffle", {{"factor", parameters.integer("factor")}}}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input, at::Generator&) const override {
        const std::int64_t factor = parameters.integer("factor");
        const Shape output = outputShape(parameters, input);
        return std::make_shared<FunctionModule>(
            [factor](const at::Tensor& picture) { return at::pixel_shuffle(picture, factor); },
            std::vector<Primitive>{primitive::Reshape{{{output.channels(), factor, factor, input.height(), input.width()}}},
                                   primitive::Permute{{0, 3, 1, 4, 2}}, primitive::Reshape{output}});
    }
};

} // namespace

std::unique_ptr<const Layer> makePixelShuffle() {
    return std::make_unique<PixelShuffle>();
}

} // namespace hourglass
