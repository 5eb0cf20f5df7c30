// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FunctionModule.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class PixelUnshuffle final : public Layer {
public:
    PixelUnshuffle()
        : Layer({"pixel-unshuffle",
                 "Pixel unshuffle",
                 "Turns neighbouring pixels into channels.",
                 "The picture is cut into small squares, and the pixels of each square become channels of one pixel: a "
                 "smaller picture that has lost nothing. Layers that follow see farther and compute less. Nothing is "
                 "learned here; a convolution after it mixes the channels.",
                 "Shi et al., Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel "
                 "Convolutional Neural Network, CVPR 2016, backwards",
                 {ParameterSpec::integer("factor", "Factor", 2, 2, 16)
                      .withHelp("Side of the squares: height and width become so many times smaller, and must be "
                                "divisible by it. There are so many times so many channels.")}}) {}

    Shape outputShape(const Parameters& parameters, const Shape& input) const override {
        requirePicture(entry().title, input);
        const std::int64_t factor = parameters.integer("factor");
        if (input.height() % factor != 0 || input.width() % factor != 0)
            throw Error("Squares of " + std::to_string(factor) + " × " + std::to_string(factor) +
                            " pixels do not fill the " + std::to_string(input.height()) + " × " +
                            std::to_string(input.width()) +
                            " pixels that come in. Choose a factor that divides both, or another size of the pictures.",
                        "factor");
        return {{input.channels() * factor * factor, input.height() / factor, input.width() / factor}};
    }

    std::int64_t flops(const Parameters&, const Shape&) const override { return 0; }

    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape&, const std::string&, bool) const override {
        return {{"pixel-shuffle", {{"factor", parameters.integer("factor")}}}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input, at::Generator&) const override {
        const std::int64_t factor = parameters.integer("factor");
        const Shape output = outputShape(parameters, input);
        return std::make_shared<FunctionModule>(
            [factor](const at::Tensor& picture) { return at::pixel_unshuffle(picture, factor); },
            std::vector<Primitive>{primitive::Reshape{{{input.channels(), output.height(), factor, output.width(), factor}}},
                                   primitive::Permute{{0, 2, 4, 1, 3}}, primitive::Reshape{output}});
    }
};

} // namespace

std::unique_ptr<const Layer> makePixelUnshuffle() {
    return std::make_unique<PixelUnshuffle>();
}

} // namespace hourglass
