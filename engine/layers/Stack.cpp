// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Stack.h"

#include "engine/layers/Activation.h"

#include <algorithm>
#include <stdexcept>

namespace hourglass {

Stack::Stack(const std::vector<LayerSpec>& layers, const Shape& input, at::Generator& generator)
    : m_inputShape(input)
    , m_outputShape(input) {
    for (const LayerSpec& spec : layers) {
        const Layer& layer = layerCatalogue().at(spec.kind);
        auto module = layer.build(spec.parameters, m_outputShape, generator);
        m_outputShape = layer.outputShape(spec.parameters, m_outputShape);
        m_stages.push_back({spec.kind, register_module(std::to_string(m_stages.size()), module), activationOf(spec)});
    }
}

at::Tensor Stack::forward(const at::Tensor& input) { return forwardFirst(m_stages.size(), input); }

at::Tensor Stack::forwardFirst(std::size_t count, const at::Tensor& input) {
    at::Tensor value = input;
    for (std::size_t i = 0; i < count; ++i)
        value = forwardLayer(i, value);
    return value;
}

at::Tensor Stack::weight(std::size_t index) const {
    const at::Tensor* weight = m_stages.at(index).module->named_parameters().find("weight");
    return weight ? *weight : at::Tensor();
}

DenseWeights Stack::denseWeights(std::size_t index) const {
    if (!isDense(index))
        throw std::logic_error("layer " + std::to_string(index) + " is not dense");
    const auto weights = m_stages[index].module->named_parameters();
    return {weights["weight"], weights["bias"]};
}

bool Stack::couplesSamples() const {
    return std::ranges::any_of(m_stages, [](const Stage& stage) { return stage.module->couplesSamples(); });
}

at::Tensor Stack::forwardLayer(std::size_t index, const at::Tensor& input) {
    const Stage& stage = m_stages.at(index);
    return activate(stage.activation, stage.module->forward(input));
}

} // namespace hourglass
