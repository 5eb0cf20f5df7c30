// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/core/Text.h"

#include <ATen/Functions.h>

#include <numbers>
#include <optional>

namespace hourglass {

namespace {

constexpr double heGain = std::numbers::sqrt2;
constexpr double glorotGain = 1;
constexpr double leakySlope = 0.01;

struct Activation {
    ParameterSpec::Choice choice;
    double gain;
    at::Tensor (*apply)(const at::Tensor&);
    Pointwise function;                 ///< the same
    std::optional<Primitive> primitive; ///< the same; none where nothing happens
};

const std::vector<Activation>& activations() {
    using at::Tensor;
    static const std::vector<Activation> table{
        {{"none", "None"}, glorotGain, [](const Tensor& x) { return x; }, Pointwise::None, {}},
        {{"relu", "ReLU"}, heGain, [](const Tensor& x) { return at::relu(x); }, Pointwise::Relu, primitive::Relu{}},
        {{"leaky-relu", "Leaky ReLU"},
         heGain,
         [](const Tensor& x) { return at::leaky_relu(x, leakySlope); },
         Pointwise::LeakyRelu,
         primitive::LeakyRelu{{}, leakySlope}},
        {{"elu", "ELU"}, heGain, [](const Tensor& x) { return at::elu(x); }, Pointwise::Elu, primitive::Elu{}},
        {{"gelu", "GELU"}, heGain, [](const Tensor& x) { return at::gelu(x); }, Pointwise::Gelu, primitive::Gelu{}},
        {{"sigmoid", "Sigmoid"},
         glorotGain,
         [](const Tensor& x) { return at::sigmoid(x); },
         Pointwise::Sigmoid,
         primitive::Sigmoid{}},
        {{"tanh", "Tanh"}, glorotGain, [](const Tensor& x) { return at::tanh(x); }, Pointwise::Tanh, primitive::Tanh{}},
        {{"softplus", "Softplus"},
         glorotGain,
         [](const Tensor& x) { return at::softplus(x); },
         Pointwise::Softplus,
         primitive::Softplus{}},
    };
    return table;
}

const Activation& find(const std::string& id) {
    std::vector<std::string> known;
    for (const Activation& activation : activations()) {
        if (activation.choice.id == id)
            return activation;
        known.push_back(activation.choice.id);
    }
    throw Error("\"" + id + "\" is not a known activation. Known: " + joined(known) + ".");
}

} // namespace

const std::vector<ParameterSpec::Choice>& activationChoices() {
    static const auto choices = [] {
        std::vector<ParameterSpec::Choice> list;
        for (const Activation& activation : activations())
            list.push_back(activation.choice);
        return list;
    }();
    return choices;
}

ParameterSpec activationParameter(const std::string& fallback) {
    return ParameterSpec::choice("activation", "Activation", fallback, activationChoices())
        .withHelp("The function that bends each output. Without one, stacked layers are no more than a "
                  "single one.");
}

at::Tensor activate(const std::string& id, const at::Tensor& input) {
    return find(id).apply(input);
}

Value describeActivation(const std::string& id, Computation& computation, const Value& input) {
    const std::optional<Primitive>& primitive = find(id).primitive;
    return primitive ? computation.add(*primitive, {input}) : input;
}

Pointwise functionOf(const std::string& id) {
    return find(id).function;
}

double initialGain(const std::string& id) {
    return find(id).gain;
}

} // namespace hourglass
