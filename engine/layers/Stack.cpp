// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Stack.h"

#include "engine/layers/Activation.h"
#include "engine/layers/TiedDense.h"

#include <algorithm>
#include <stdexcept>

namespace hourglass {

thread_local int TwiceDifferentiable::s_count = 0;

Stack::Stack(const std::vector<LayerSpec>& layers, const Shape& input, at::Generator& generator,
             const std::vector<at::Tensor>& tied)
    : m_inputShape(input)
    , m_outputShape(input) {
    std::size_t dense = 0;
    for (const LayerSpec& spec : layers) {
        const Layer& layer = layerCatalogue().at(spec.kind);
        const at::Tensor other = spec.kind == "dense" && !tied.empty() ? tied.at(dense++) : at::Tensor();
        auto module = other.defined() ? tiedDense(other) : layer.build(spec.parameters, m_outputShape, generator);
        m_outputShape = layer.outputShape(spec.parameters, m_outputShape);
        Stage stage{spec.kind, register_module(std::to_string(m_stages.size()), module), activationOf(spec), {}};
        if (spec.kind == "dense") {
            const auto parameters = module->named_parameters();
            const at::Tensor own = other.defined() ? other : parameters["weight"];
            stage.dense = {own, other.defined(), parameters["bias"], functionOf(stage.activation),
                           std::make_shared<HalfCopy>(own)};
        }
        m_stages.push_back(std::move(stage));
    }
}

at::Tensor Stack::forward(const at::Tensor& input) {
    return forwardFirst(m_stages.size(), input);
}

at::Tensor Stack::forwardFirst(std::size_t count, const at::Tensor& input) {
    return forwardRange(0, count, input);
}

at::Tensor Stack::forwardRange(std::size_t first, std::size_t last, const at::Tensor& input) {
    const bool fast = input.scalar_type() == at::kFloat && !TwiceDifferentiable::isWanted();
    const bool half = fast && m_precision == Precision::Half;
    at::Tensor value = input;
    for (std::size_t i = first; i < last;) {
        std::vector<DenseStep> run;
        for (std::size_t j = i; fast && j < last && m_stages[j].dense; ++j)
            run.push_back(*m_stages[j].dense);
        if (!run.empty()) {
            i += run.size();
            value = forwardDense(std::move(run), value, m_precision);
            continue;
        }
        LayerModule& module = *m_stages[i].module;
        if (half)
            value = value.to(module.takesHalf() ? at::kBFloat16 : at::kFloat);
        const std::string& activation = m_stages[i].activation;
        value = fast ? module.forwardWith(activation, value) : activate(activation, module.forward(value));
        ++i;
    }
    return half ? value.to(at::kFloat) : value;
}

at::Tensor Stack::forwardLayer(std::size_t index, const at::Tensor& input) {
    return forwardRange(index, index + 1, input);
}

Value Stack::describe(Computation& computation, const Value& input) const {
    Value value = input;
    for (const Stage& stage : m_stages)
        value = describeActivation(stage.activation, computation, stage.module->describe(computation, value));
    return value;
}

bool Stack::gainsFromHalf() const {
    return std::ranges::any_of(m_stages, [](const Stage& stage) {
        return stage.dense ? isWorthRounding(*stage.dense) : stage.module->takesHalf();
    });
}

std::vector<std::shared_ptr<HalfCopy>> Stack::halfCopies() const {
    std::vector<std::shared_ptr<HalfCopy>> copies;
    for (const Stage& stage : m_stages)
        if (stage.dense && isWorthRounding(*stage.dense))
            copies.push_back(stage.dense->half);
    return copies;
}

std::vector<at::Tensor> Stack::allDenseWeights() const {
    std::vector<at::Tensor> weights;
    for (std::size_t i = 0; i < m_stages.size(); ++i)
        if (isDense(i))
            weights.push_back(weight(i));
    return weights;
}

at::Tensor Stack::weight(std::size_t index) const {
    const Stage& stage = m_stages.at(index);
    if (stage.dense)
        return stage.dense->transposed ? stage.dense->weight.t() : stage.dense->weight;
    const auto parameters = stage.module->named_parameters(); // find() points into it
    const at::Tensor* weight = parameters.find("weight");
    return weight ? *weight : at::Tensor();
}

DenseWeights Stack::denseWeights(std::size_t index) const {
    const DenseStep& step = denseStep(index);
    return {weight(index), step.bias};
}

const DenseStep& Stack::denseStep(std::size_t index) const {
    if (!isDense(index))
        throw std::logic_error("layer " + std::to_string(index) + " is not dense");
    return *m_stages[index].dense;
}

bool Stack::couplesSamples() const {
    return std::ranges::any_of(m_stages, [](const Stage& stage) { return stage.module->couplesSamples(); });
}

} // namespace hourglass
