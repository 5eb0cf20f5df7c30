// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Stack.h"

#include "engine/layers/Activation.h"
#include "engine/layers/TiedDense.h"

#include <algorithm>
#include <stdexcept>

namespace hourglass {

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
        m_stages.push_back({spec.kind, register_module(std::to_string(m_stages.size()), module), activationOf(spec), other});
    }
}

at::Tensor Stack::forward(const at::Tensor& input) {
    return forwardFirst(m_stages.size(), input);
}

at::Tensor Stack::forwardFirst(std::size_t count, const at::Tensor& input) {
    at::Tensor value = input;
    for (std::size_t i = 0; i < count; ++i)
        value = forwardLayer(i, value);
    return value;
}

std::vector<at::Tensor> Stack::allDenseWeights() const {
    std::vector<at::Tensor> weights;
    for (std::size_t i = 0; i < m_stages.size(); ++i)
        if (isDense(i))
            weights.push_back(weight(i));
    return weights;
}

at::Tensor Stack::weight(std::size_t index) const {
    if (m_stages.at(index).tied.defined())
        return m_stages[index].tied.t();
    const auto parameters = m_stages.at(index).module->named_parameters(); // find() points into it
    const at::Tensor* weight = parameters.find("weight");
    return weight ? *weight : at::Tensor();
}

DenseWeights Stack::denseWeights(std::size_t index) const {
    if (!isDense(index))
        throw std::logic_error("layer " + std::to_string(index) + " is not dense");
    return {weight(index), m_stages[index].module->named_parameters()["bias"]};
}

bool Stack::couplesSamples() const {
    return std::ranges::any_of(m_stages, [](const Stage& stage) { return stage.module->couplesSamples(); });
}

at::Tensor Stack::forwardLayer(std::size_t index, const at::Tensor& input) {
    const Stage& stage = m_stages.at(index);
    return activate(stage.activation, stage.module->forward(input));
}

} // namespace hourglass
