// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"
#include "engine/layers/Kinds.h"
#include "engine/layers/Shapes.h"
#include "engine/layers/Weights.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class DenseModule final : public LayerModule {
public:
    explicit DenseModule(at::Tensor weight)
        : m_weight(register_parameter("weight", std::move(weight)))
        , m_bias(register_parameter("bias", at::zeros(m_weight.size(0)))) {}

    at::Tensor forward(const at::Tensor& input) override { return at::linear(input.flatten(1), m_weight, m_bias); }
    Value describe(Computation& computation, const Value& input) const override {
        return computation.add(primitive::Linear{m_weight, m_bias}, {computation.flattened(input)});
    }

private:
    at::Tensor m_weight; ///< units × inputs
    at::Tensor m_bias;
};

/// y = W x + b on the flattened input. The weights are most of a dense network's size.
class Dense final : public Layer {
public:
    Dense()
        : Layer({"dense",
                 "Dense",
                 "Every unit looks at every input.",
                 "Each unit adds up all its inputs, each with a weight of its own, and passes the sum on. "
                 "It knows nothing of neighbouring pixels: shuffle the pixels of every picture in the same "
                 "way and it learns just as well. Simple and strong on small inputs; on large ones it needs "
                 "very many weights.",
                 "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, "
                 "Nature 1986",
                 {ParameterSpec::integer("units", "Units", 128, 1, 1 << 24)
                      .withHelp("How many numbers leave the layer. Fewer than enter squeeze the sample.")
                      .asLogarithmic(),
                  activationParameter()}}) {}

    Shape outputShape(const Parameters& parameters, const Shape&) const override { return {{parameters.integer("units")}}; }

    std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const override {
        return (input.elements() + 1) * parameters.integer("units");
    }

    std::int64_t flops(const Parameters& parameters, const Shape& input) const override {
        return 2 * input.elements() * parameters.integer("units");
    }

    std::vector<LayerSpec> mirror(const Parameters&, const Shape& input, const std::string& activation,
                                  bool) const override {
        std::vector<LayerSpec> layers{{"dense", {{"units", input.elements()}, {"activation", activation}}}};
        if (input.isPicture())
            layers.push_back(reshapeTo(input));
        return layers;
    }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                       at::Generator& generator) const override {
        const std::int64_t inputs = input.elements();
        const std::int64_t units = parameters.integer("units");
        return std::make_shared<DenseModule>(
            initialise(at::empty({units, inputs}), double(inputs), double(units), parameters.text("activation"), generator));
    }
};

} // namespace

std::unique_ptr<const Layer> makeDense() {
    return std::make_unique<Dense>();
}

} // namespace hourglass
