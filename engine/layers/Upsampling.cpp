// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FunctionModule.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

#include <ATen/Functions.h>

#include <array>

namespace hourglass {

namespace {

class Upsampling final : public Layer {
public:
    Upsampling()
        : Layer({"upsampling",
                 "Upsampling",
                 "Makes the picture larger without learning.",
                 "Each pixel is repeated (nearest), or the values between pixels are blended (bilinear). "
                 "Followed by a convolution it does the work of a transposed convolution without the "
                 "chequerboard that the latter may leave. An exact height and width serve sizes that no "
                 "whole factor reaches.",
                 "Odena, Dumoulin and Olah, Deconvolution and Checkerboard Artifacts, Distill 2016",
                 {ParameterSpec::integer("factor", "Factor", 2, 1, 32)
                      .withHelp("How many times larger height and width become."),
                  sizeParameter("height", "Exact height"), sizeParameter("width", "Exact width"),
                  ParameterSpec::choice("mode", "Between pixels", "nearest",
                                        {{"nearest", "Nearest"}, {"bilinear", "Bilinear"}})
                      .withHelp("Nearest repeats pixels, bilinear blends them.")}}) {}

    Shape outputShape(const Parameters& parameters, const Shape& input) const override {
        requirePicture(entry().title, input);
        const auto reached = [&](std::int64_t size, std::string_view exactKey) {
            const std::int64_t exact = parameters.integer(exactKey);
            return exact > 0 ? exact : size * parameters.integer("factor");
        };
        return {{input.channels(), reached(input.height(), "height"), reached(input.width(), "width")}};
    }

    /// Nearest copies; bilinear weighs four neighbours.
    std::int64_t flops(const Parameters& parameters, const Shape& input) const override {
        return parameters.text("mode") == "nearest" ? 0 : 8 * outputShape(parameters, input).elements();
    }

    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape& input, const std::string&,
                                  bool) const override {
        LayerSpec back = upsamplingTo(input);
        back.parameters.set("mode", parameters.text("mode"));
        return {back};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input, at::Generator&) const override {
        const Shape output = outputShape(parameters, input);
        const std::array<std::int64_t, 2> size{output.height(), output.width()};
        if (parameters.text("mode") == "nearest")
            return std::make_shared<FunctionModule>(
                [size](const at::Tensor& picture) { return at::upsample_nearest2d(picture, size); },
                primitive::Upsampling{size[0], size[1], false});
        return std::make_shared<FunctionModule>(
            [size](const at::Tensor& picture) { return at::upsample_bilinear2d(picture, size, false); },
            primitive::Upsampling{size[0], size[1], true});
    }

private:
    static ParameterSpec sizeParameter(std::string key, std::string label) {
        return ParameterSpec::integer(std::move(key), std::move(label), 0, 0, 1 << 16)
            .withUnit("px")
            .withHelp("Takes the place of the factor; 0 leaves it to the factor.");
    }
};

} // namespace

std::unique_ptr<const Layer> makeUpsampling() {
    return std::make_unique<Upsampling>();
}

} // namespace hourglass
