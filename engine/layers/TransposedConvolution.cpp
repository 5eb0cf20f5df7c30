// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"
#include "engine/layers/FusedConvolution.h"
#include "engine/layers/Kernel.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"
#include "engine/layers/Weights.h"

#include <ATen/Functions.h>

#include <array>

namespace hourglass {

namespace {

class TransposedConvolutionModule final : public LayerModule {
public:
    TransposedConvolutionModule(at::Tensor weight, const Kernel& kernel, const Shape& output)
        : m_layer{register_parameter("weight", std::move(weight)),
                  register_parameter("bias", at::zeros(output.channels())),
                  {kernel.stride, kernel.padding},
                  true,
                  {output.height(), output.width()}} {}

    at::Tensor forward(const at::Tensor& input) override {
        const auto [stride, padding] = m_layer.window;
        return at::conv_transpose2d(input, m_layer.weight, m_layer.bias, stride, padding,
                                    outputPadding(input.size(2), input.size(3)));
    }
    Value describe(Computation& computation, const Value& input) const override {
        const auto [stride, padding] = m_layer.window;
        return computation.add(primitive::TransposedConvolution{m_layer.weight, m_layer.bias, stride, padding,
                                                                outputPadding(input.shape.height(), input.shape.width())},
                               {input});
    }
    at::Tensor forwardWith(const std::string& activation, const at::Tensor& input) override {
        return m_layer.forward(input, functionOf(activation));
    }
    bool takesHalf() const override { return Kernel::isWorthRounding(m_layer.weight); }

private:
    /// Rows and columns.
    std::array<std::int64_t, 2> outputPadding(std::int64_t height, std::int64_t width) const {
        const auto [stride, padding] = m_layer.window;
        const std::int64_t patch = m_layer.weight.size(2) - 2 * padding;
        return {m_layer.outputSize[0] - (height - 1) * stride - patch, m_layer.outputSize[1] - (width - 1) * stride - patch};
    }

    FusedConvolution m_layer;
};

ParameterSpec outputPaddingParameter(std::string key, std::string label) {
    return ParameterSpec::integer(std::move(key), std::move(label), 0, 0, 15)
        .withUnit("px")
        .withHelp("Extra pixels at the far edge, fewer than the stride, to reach a size that the stride "
                  "alone would miss.");
}

ParameterSchema schema() {
    ParameterSchema schema = Kernel::schema(4, 2);
    schema.push_back(outputPaddingParameter("outputPaddingHeight", "Extra rows"));
    schema.push_back(outputPaddingParameter("outputPaddingWidth", "Extra columns"));
    return schema;
}

class TransposedConvolution final : public Layer {
public:
    TransposedConvolution()
        : Layer({"transposed-convolution", "Transposed convolution",
                 "A convolution run backwards: it makes pictures larger.",
                 "Where a convolution sums up a window into one number, this layer paints each number as a "
                 "patch of its filter's pattern, and overlapping patches add up. With a stride of 2 the "
                 "picture doubles. Choose a kernel that the stride divides, or the uneven overlap shows as "
                 "a chequerboard.",
                 "Zeiler et al., Deconvolutional Networks, CVPR 2010", schema()}) {}

    Shape outputShape(const Parameters& parameters, const Shape& input) const override {
        requirePicture(entry().title, input);
        const Kernel kernel(parameters);
        const auto grown = [&](std::int64_t size, const std::string& extraKey) {
            const std::int64_t extra = parameters.integer(extraKey);
            if (extra >= kernel.stride)
                throw Error("The output padding must be smaller than the stride of " + std::to_string(kernel.stride) + ".",
                            extraKey);
            return (size - 1) * kernel.stride - 2 * kernel.padding + kernel.size + extra;
        };
        return {{parameters.integer("channels"), grown(input.height(), "outputPaddingHeight"),
                 grown(input.width(), "outputPaddingWidth")}};
    }

    std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const override {
        const std::int64_t window = Kernel(parameters).size;
        return (input.channels() * window * window + 1) * parameters.integer("channels");
    }

    /// Counts whole patches, also where the padding cuts them off.
    std::int64_t flops(const Parameters& parameters, const Shape& input) const override {
        const std::int64_t window = Kernel(parameters).size;
        return 2 * input.elements() * window * window * parameters.integer("channels");
    }

    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape& input, const std::string& activation,
                                  bool) const override {
        return {{"convolution", Kernel::mirrored(parameters, input.channels(), activation)}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                       at::Generator& generator) const override {
        const Kernel kernel(parameters);
        const std::int64_t channels = parameters.integer("channels");
        const double area = double(kernel.size * kernel.size);
        const double fanIn = double(input.channels()) * area / double(kernel.stride * kernel.stride);
        const double fanOut = double(channels) * area;
        at::Tensor weight = initialise(emptyKernel(input.channels(), channels, kernel.size), fanIn, fanOut,
                                       parameters.text("activation"), generator);
        return std::make_shared<TransposedConvolutionModule>(std::move(weight), kernel, outputShape(parameters, input));
    }
};

} // namespace

std::unique_ptr<const Layer> makeTransposedConvolution() {
    return std::make_unique<TransposedConvolution>();
}

} // namespace hourglass
