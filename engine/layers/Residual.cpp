// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"
#include "engine/layers/InnerLayer.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

/// x + second(ReLU(first(x))).
class Block final : public torch::nn::Module {
public:
    Block(const Shape& input, at::Generator& generator)
        : m_first(register_module("first", InnerLayer::convolution(input.channels(), "relu").build(input, generator)))
        , m_second(
              register_module("second", InnerLayer::convolution(input.channels(), "none").buildSilent(input, generator))) {}

    at::Tensor forward(const at::Tensor& input) {
        return m_second->forward(activate("relu", m_first->forward(input))) + input;
    }
    // The sum lies in memory as its first summand does: in channels_last, however the input came.
    at::Tensor forwardFused(const at::Tensor& input) {
        return m_second->forwardWith("none", m_first->forwardWith("relu", input)) + input;
    }
    Value describe(Computation& computation, const Value& input) const {
        const Value inner = describeActivation("relu", computation, m_first->describe(computation, input));
        return computation.add(primitive::Add{}, {m_second->describe(computation, inner), input});
    }
    bool takesHalf() const { return m_first->takesHalf(); }

private:
    std::shared_ptr<LayerModule> m_first;
    std::shared_ptr<LayerModule> m_second;
};

class ResidualModule final : public LayerModule {
public:
    ResidualModule(std::int64_t blocks, const Shape& input, at::Generator& generator) {
        for (std::int64_t i = 0; i < blocks; ++i)
            m_blocks.push_back(register_module(std::to_string(i), std::make_shared<Block>(input, generator)));
    }

    at::Tensor forward(const at::Tensor& input) override {
        at::Tensor value = input;
        for (const auto& block : m_blocks)
            value = block->forward(value);
        return value;
    }
    at::Tensor forwardWith(const std::string& activation, const at::Tensor& input) override {
        at::Tensor value = input;
        for (const auto& block : m_blocks)
            value = block->forwardFused(value);
        return activate(activation, value);
    }
    Value describe(Computation& computation, const Value& input) const override {
        Value value = input;
        for (const auto& block : m_blocks)
            value = block->describe(computation, value);
        return value;
    }
    bool takesHalf() const override { return m_blocks.front()->takesHalf(); }

private:
    std::vector<std::shared_ptr<Block>> m_blocks;
};

class Residual final : public Layer {
public:
    Residual()
        : Layer({"residual",
                 "Residual blocks",
                 "Convolutions that learn what to add to their input.",
                 "Two convolutions of 3 × 3 with a ReLU between them, and what comes out is added to what came in: a "
                 "block learns only the difference. At the start the second convolution is zero, so that each block "
                 "hands its input on unchanged, and however many follow each other, the gradient reaches the first. "
                 "Channels, height and width stay as they are.",
                 "He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, CVPR 2016; without "
                 "normalisation: Lim et al., Enhanced Deep Residual Networks for Single Image Super-Resolution, CVPRW "
                 "2017",
                 {ParameterSpec::integer("blocks", "Blocks", 1, 1, 64)
                      .withHelp("How many of them follow each other. Each looks two pixels farther than the one before."),
                  activationParameter("none")}}) {}

    Shape outputShape(const Parameters&, const Shape& input) const override {
        requirePicture(entry().title, input);
        return input;
    }

    std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const override {
        return 2 * parameters.integer("blocks") * inner(input).parameterCount(input);
    }

    /// After each first convolution, and between the blocks.
    std::int64_t innerElements(const Parameters& parameters, const Shape& input) const override {
        return (2 * parameters.integer("blocks") - 1) * input.elements();
    }

    /// Two convolutions and the sum.
    std::int64_t flops(const Parameters& parameters, const Shape& input) const override {
        return parameters.integer("blocks") * (2 * inner(input).flops(input) + input.elements());
    }

    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape&, const std::string& activation,
                                  bool) const override {
        return {{"residual", {{"blocks", parameters.integer("blocks")}, {"activation", activation}}}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                       at::Generator& generator) const override {
        return std::make_shared<ResidualModule>(parameters.integer("blocks"), input, generator);
    }

private:
    static InnerLayer inner(const Shape& input) { return InnerLayer::convolution(input.channels(), "relu"); }
};

} // namespace

std::unique_ptr<const Layer> makeResidual() {
    return std::make_unique<Residual>();
}

} // namespace hourglass
