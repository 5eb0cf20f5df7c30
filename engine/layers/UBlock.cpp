// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"
#include "engine/layers/InnerLayer.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"

#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

/// The way down, at half the size and up again.
struct Branch {
    Branch(const Parameters& parameters, const Shape& input)
        : down("convolution", {{"channels", parameters.integer("channels")},
                               {"kernel", std::int64_t(2)},
                               {"stride", std::int64_t(2)},
                               {"padding", std::string("none")},
                               {"activation", std::string("none")}})
        , blocks("residual", {{"blocks", parameters.integer("blocks")}})
        , widen("convolution",
                {{"channels", 4 * input.channels()}, {"kernel", std::int64_t(1)}, {"activation", std::string("none")}})
        , enlarge("pixel-shuffle", {})
        , small(down.outputShape(input))
        , wide(widen.outputShape(small)) {}

    InnerLayer down, blocks, widen, enlarge;
    Shape small; ///< of what the residual blocks work on
    Shape wide;  ///< the same with as many channels as the enlarged picture takes
};

class UBlockModule final : public LayerModule {
public:
    UBlockModule(const Branch& branch, const Shape& input, at::Generator& generator)
        : m_down(register_module("down", branch.down.build(input, generator)))
        , m_blocks(register_module("blocks", branch.blocks.build(branch.small, generator)))
        , m_widen(register_module("widen", branch.widen.buildSilent(branch.small, generator)))
        , m_enlarge(register_module("enlarge", branch.enlarge.build(branch.wide, generator))) {}

    at::Tensor forward(const at::Tensor& input) override {
        return m_enlarge->forward(m_widen->forward(m_blocks->forward(m_down->forward(input)))) + input;
    }
    at::Tensor forwardWith(const std::string& activation, const at::Tensor& input) override {
        at::Tensor value = input;
        for (LayerModule* layer : {m_down.get(), m_blocks.get(), m_widen.get(), m_enlarge.get()})
            value = layer->forwardWith("none", value);
        return activate(activation, value + input);
    }
    Value describe(Computation& computation, const Value& input) const override {
        Value value = input;
        for (const LayerModule* layer : {m_down.get(), m_blocks.get(), m_widen.get(), m_enlarge.get()})
            value = layer->describe(computation, value);
        return computation.add(primitive::Add{}, {value, input});
    }
    bool takesHalf() const override { return m_down->takesHalf(); }

private:
    std::shared_ptr<LayerModule> m_down;
    std::shared_ptr<LayerModule> m_blocks;
    std::shared_ptr<LayerModule> m_widen;
    std::shared_ptr<LayerModule> m_enlarge;
};

class UBlock final : public Layer {
public:
    UBlock()
        : Layer(
              {"u-block",
               "U-block",
               "Looks at the picture at half its size, and adds what it finds.",
               "A convolution halves the picture, residual blocks work on the small one, which costs less and lets them "
               "see twice as far, and a pixel shuffle brings the result back to full size. A skip connection leads round "
               "all of that: the input is added, so that no detail is lost on the way. At the start nothing is added to "
               "it. Height and width must be even.",
               "Ronneberger, Fischer and Brox, U-Net, MICCAI 2015; with residual blocks and sums: Zhang et al., "
               "Plug-and-Play Image Restoration with Deep Denoiser Prior, TPAMI 2021",
               {ParameterSpec::integer("channels", "Channels inside", 32, 1, 1 << 16)
                    .withHelp("Feature maps at half the size, usually twice as many as come in. What comes out has as many "
                              "channels as what came in.")
                    .asLogarithmic(),
                ParameterSpec::integer("blocks", "Blocks inside", 2, 1, 64).withHelp("Residual blocks at half the size."),
                activationParameter("none")}}) {}

    Shape outputShape(const Parameters&, const Shape& input) const override {
        requirePicture(entry().title, input);
        if (input.height() % 2 != 0 || input.width() % 2 != 0)
            throw Error(entry().title + " needs an even height and width, but " + std::to_string(input.height()) + " × " +
                        std::to_string(input.width()) +
                        " pixels come in. Choose another size of the pictures, or another layer before it.");
        return input;
    }

    std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const override {
        const Branch branch(parameters, input);
        return branch.down.parameterCount(input) + branch.blocks.parameterCount(branch.small) +
               branch.widen.parameterCount(branch.small);
    }

    std::int64_t innerElements(const Parameters& parameters, const Shape& input) const override {
        const Branch branch(parameters, input);
        return 2 * branch.small.elements() + branch.blocks.innerElements(branch.small) + branch.wide.elements();
    }

    /// The branch and the sum.
    std::int64_t flops(const Parameters& parameters, const Shape& input) const override {
        const Branch branch(parameters, input);
        return branch.down.flops(input) + branch.blocks.flops(branch.small) + branch.widen.flops(branch.small) +
               input.elements();
    }

    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape&, const std::string& activation,
                                  bool) const override {
        return {{"u-block",
                 {{"channels", parameters.integer("channels")},
                  {"blocks", parameters.integer("blocks")},
                  {"activation", activation}}}};
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                       at::Generator& generator) const override {
        return std::make_shared<UBlockModule>(Branch(parameters, input), input, generator);
    }
};

} // namespace

std::unique_ptr<const Layer> makeUBlock() {
    return std::make_unique<UBlock>();
}

} // namespace hourglass
