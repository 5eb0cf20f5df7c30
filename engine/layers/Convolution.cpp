// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"
#include "engine/layers/FusedConvolution.h"
#include "engine/layers/Kernel.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"
#include "engine/layers/Weights.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class ConvolutionModule final : public LayerModule {
public:
    ConvolutionModule(at::Tensor weight, const Kernel& kernel, const Shape& output)
        : m_layer{register_parameter("weight", std::move(weight)),
                  register_parameter("bias", at::zeros(output.channels())),
                  {kernel.stride, kernel.padding},
                  false,
                  {output.height(), output.width()}} {}

    at::Tensor forward(const at::Tensor& input) override {
        return at::conv2d(input, m_layer.weight, m_layer.bias, m_layer.window.stride, m_layer.window.padding);
    }
    Value describe(Computation& computation, const Value& input) const override {
        const auto [stride, padding] = m_layer.window;
        return computation.add(primitive::Convolution{m_layer.weight, m_layer.bias, stride, padding}, {input});
    }
    at::Tensor forwardWith(const std::string& activation, const at::Tensor& input) override {
        return m_layer.forward(input, functionOf(activation));
    }
    bool takesHalf() const override { return Kernel::isWorthRounding(m_layer.weight); }

private:
    FusedConvolution m_layer;
};

class Convolution final : public Layer {
public:
    Convolution()
        : Layer({"convolution", "Convolution", "Small filters slide over the picture.",
                 "Each filter looks through a small window and answers how much it sees of its own pattern: "
                 "an edge, a corner, a stroke. The window slides over the whole picture, so what a filter "
                 "learns in one place works everywhere, and a few hundred weights do for any size of "
                 "picture.",
                 "LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proceedings of the "
                 "IEEE 1998",
                 Kernel::schema(3, 1)}) {}

    Shape outputShape(const Parameters& parameters, const Shape& input) const override {
        requirePicture(entry().title, input);
        const Kernel kernel(parameters);
        const auto places = [&](std::int64_t size) {
            return windowPlaces(size, kernel.size, kernel.stride, kernel.padding, "kernel");
        };
        return {{parameters.integer("channels"), places(input.height()), places(input.width())}};
    }

    std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const override {
        const std::int64_t window = Kernel(parameters).size;
        return (input.channels() * window * window + 1) * parameters.integer("channels");
    }

    std::int64_t flops(const Parameters& parameters, const Shape& input) const override {
        const std::int64_t window = Kernel(parameters).size;
        return 2 * input.channels() * window * window * outputShape(parameters, input).elements();
    }

    /// A convolution that keeps height and width is led back by another one, all others by a transposed one.
    /// Where the stride does not divide the picture, the output padding gives back the rows and columns left
    /// over.
    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape& input, const std::string& activation,
                                  bool) const override {
        Parameters back = Kernel::mirrored(parameters, input.channels(), activation);
        const Shape output = outputShape(parameters, input);
        if (output.height() == input.height() && output.width() == input.width())
            return {{"convolution", back}};

        const Kernel kernel(parameters);
        const auto leftOver = [&](std::int64_t size) { return (size + 2 * kernel.padding - kernel.size) % kernel.stride; };
        back.set("outputPaddingHeight", leftOver(input.height()));
        back.set("outputPaddingWidth", leftOver(input.width()));
        return {{"transposed-convolution", back}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                       at::Generator& generator) const override {
        const Kernel kernel(parameters);
        const std::int64_t channels = parameters.integer("channels");
        const double area = double(kernel.size * kernel.size);
        const double fanIn = double(input.channels()) * area;
        const double fanOut = double(channels) * area / double(kernel.stride * kernel.stride);
        at::Tensor weight = initialise(emptyKernel(channels, input.channels(), kernel.size), fanIn, fanOut,
                                       parameters.text("activation"), generator);
        return std::make_shared<ConvolutionModule>(std::move(weight), kernel, outputShape(parameters, input));
    }
};

} // namespace

std::unique_ptr<const Layer> makeConvolution() {
    return std::make_unique<Convolution>();
}

} // namespace hourglass
