// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Computation.h"

#include <utility>

namespace hourglass {

namespace primitive {

Shape Convolution::output(const std::vector<Value>& inputs) const {
    const Shape& input = inputs.at(0).shape;
    const auto places = [&](std::int64_t size) { return (size + 2 * padding - weight.size(2)) / stride + 1; };
    return {{weight.size(0), places(input.height()), places(input.width())}};
}

Shape TransposedConvolution::output(const std::vector<Value>& inputs) const {
    const Shape& input = inputs.at(0).shape;
    const auto grown = [&](std::int64_t size) { return (size - 1) * stride - 2 * padding + weight.size(2); };
    return {{weight.size(1), grown(input.height()) + furtherPadding[0], grown(input.width()) + furtherPadding[1]}};
}

Shape Pooling::output(const std::vector<Value>& inputs) const {
    const Shape& input = inputs.at(0).shape;
    const auto places = [&](std::int64_t length) { return (length - size) / stride + 1; };
    return {{input.channels(), places(input.height()), places(input.width())}};
}

Shape Permute::output(const std::vector<Value>& inputs) const {
    Shape shape;
    for (const std::int64_t dimension : order)
        shape.sizes.push_back(inputs.at(0).shape.sizes.at(std::size_t(dimension)));
    return shape;
}

Shape Concatenate::output(const std::vector<Value>& inputs) const {
    Shape shape = inputs.at(0).shape;
    for (std::size_t i = 1; i < inputs.size(); ++i)
        shape.sizes.at(0) += inputs[i].shape.sizes.at(0);
    return shape;
}

Shape Slice::output(const std::vector<Value>& inputs) const {
    Shape shape = inputs.at(0).shape;
    shape.sizes.at(0) = count;
    return shape;
}

} // namespace primitive

Value Computation::input(std::string name, Shape shape) {
    m_inputs.push_back({std::move(name), std::move(shape)});
    return m_inputs.back();
}

Value Computation::add(Primitive primitive, std::vector<Value> inputs) {
    const std::string number = std::to_string(m_steps.size() + 1);
    const auto [kind, shape] =
        std::visit([&](const auto& one) { return std::pair<std::string, Shape>(one.name, one.output(inputs)); }, primitive);
    m_steps.push_back({kind + number, std::move(primitive), std::move(inputs), {"x" + number, shape}});
    return m_steps.back().output;
}

Value Computation::reshaped(const Value& value, const Shape& shape) {
    return value.shape == shape ? value : add(primitive::Reshape{shape}, {value});
}

} // namespace hourglass
