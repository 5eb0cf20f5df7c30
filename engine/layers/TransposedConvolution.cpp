// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kernel.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"
#include "engine/layers/Weights.h"

#include <ATen/Functions.h>

#include <array>
#include <tuple>

namespace hourglass {

namespace {

using Pair = std::array<std::int64_t, 2>; ///< height, width

class TransposedConvolutionModule final : public LayerModule {
public:
    /// @param outputSize  height and width that come out
    TransposedConvolutionModule(at::Tensor weight, const Kernel& kernel, const Pair& outputSize)
        : m_weight(register_parameter("weight", std::move(weight)))
        , m_bias(register_parameter("bias", at::zeros(m_weight.size(1))))
        , m_kernel(kernel)
        , m_outputSize(outputSize) {}

    /// Computed as what it is, the data gradient of a convolution: oneDNN does that in channels_last and
    /// twice as fast as conv_transpose2d, and in bf16 too. Of the tensor in the place of the convolution's
    /// input only the sizes matter.
    at::Tensor forward(const at::Tensor& input) override {
        const Pair stride{m_kernel.stride, m_kernel.stride};
        const Pair padding{m_kernel.padding, m_kernel.padding};
        const at::Tensor sizes = at::empty({input.size(0), m_weight.size(1), m_outputSize[0], m_outputSize[1]},
                                           input.options(), at::MemoryFormat::ChannelsLast);
        const auto gradients =
            at::convolution_backward(input, sizes, m_weight.to(input.scalar_type()), at::OptionalIntArrayRef(), stride,
                                     padding, Pair{1, 1}, false, Pair{0, 0}, 1, {true, false, false});
        return std::get<0>(gradients) + m_bias.to(input.scalar_type()).view({1, -1, 1, 1});
    }
    bool takesHalf() const override { return Kernel::isWorthRounding(m_weight); }

private:
    at::Tensor m_weight; ///< input channels × channels × kernel × kernel
    at::Tensor m_bias;
    Kernel m_kernel;
    Pair m_outputSize;
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
        const Shape output = outputShape(parameters, input);
        return std::make_shared<TransposedConvolutionModule>(initialise(emptyKernel(input.channels(), channels, kernel.size),
                                                                        fanIn, fanOut, parameters.text("activation"),
                                                                        generator),
                                                             kernel, Pair{output.height(), output.width()});
    }
};

} // namespace

std::unique_ptr<const Layer> makeTransposedConvolution() {
    return std::make_unique<TransposedConvolution>();
}

} // namespace hourglass
