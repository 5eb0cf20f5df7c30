// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FunctionModule.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

namespace hourglass {

namespace {

constexpr std::int64_t largestSide = 1 << 16;

class Reshape final : public Layer {
public:
    Reshape()
        : Layer({"reshape",
                 "Reshape",
                 "Gives the same numbers another shape.",
                 "Reads the numbers in order and fills a picture with them, channel by channel and row by "
                 "row. It stands between a dense layer and a convolution, which needs to know what lies "
                 "beside what.",
                 "",
                 {ParameterSpec::integer("channels", "Channels", 1, 1, largestSide).withHelp("Feature maps."),
                  ParameterSpec::integer("height", "Height", 28, 1, largestSide).withUnit("px").withHelp("Rows."),
                  ParameterSpec::integer("width", "Width", 28, 1, largestSide).withUnit("px").withHelp("Columns.")}}) {}

    Shape outputShape(const Parameters& parameters, const Shape& input) const override {
        const Shape output = wanted(parameters);
        if (output.elements() != input.elements())
            throw Error(output.text() + " are " + std::to_string(output.elements()) + " numbers, but " +
                        std::to_string(input.elements()) +
                        " come in. Choose channels, height and width whose product is that number.");
        return output;
    }

    std::int64_t flops(const Parameters&, const Shape&) const override { return 0; }

    std::vector<LayerSpec> mirror(const Parameters&, const Shape& input, const std::string&, bool) const override {
        if (input.isPicture())
            return {reshapeTo(input)};
        return {{"flatten", {}}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape&, at::Generator&) const override {
        return std::make_shared<FunctionModule>(
            [shape = wanted(parameters)](const at::Tensor& input) {
                return input.reshape({input.size(0), shape.channels(), shape.height(), shape.width()});
            },
            primitive::Reshape{wanted(parameters)});
    }

private:
    static Shape wanted(const Parameters& parameters) {
        return {{parameters.integer("channels"), parameters.integer("height"), parameters.integer("width")}};
    }
};

} // namespace

std::unique_ptr<const Layer> makeReshape() {
    return std::make_unique<Reshape>();
}

} // namespace hourglass
