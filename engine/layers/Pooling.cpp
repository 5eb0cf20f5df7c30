// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Pooling.h"

#include "engine/layers/FunctionModule.h"
#include "engine/layers/Shapes.h"

namespace hourglass {

static CatalogueEntry withPoolingSchema(CatalogueEntry entry) {
    entry.schema = {ParameterSpec::integer("size", "Size", 2, 1, 32)
                        .withUnit("px")
                        .withHelp("Side of the square of pixels that becomes one."),
                    ParameterSpec::integer("stride", "Stride", 2, 1, 32)
                        .withUnit("px")
                        .withHelp("How far the square moves each time. Equal to its size, no pixel counts twice.")};
    return entry;
}

Pooling::Pooling(CatalogueEntry entry, Function function, Described described)
    : Layer(withPoolingSchema(std::move(entry)))
    , m_function(function)
    , m_described(described) {}

Shape Pooling::outputShape(const Parameters& parameters, const Shape& input) const {
    requirePicture(entry().title, input);
    const auto places = [&](std::int64_t size) {
        return windowPlaces(size, parameters.integer("size"), parameters.integer("stride"), 0, "size");
    };
    return {{input.channels(), places(input.height()), places(input.width())}};
}

std::int64_t Pooling::flops(const Parameters& parameters, const Shape& input) const {
    const std::int64_t size = parameters.integer("size");
    return size * size * outputShape(parameters, input).elements();
}

std::vector<LayerSpec> Pooling::mirror(const Parameters&, const Shape& input, const std::string&, bool) const {
    return {upsamplingTo(input)};
}

std::shared_ptr<LayerModule> Pooling::build(const Parameters& parameters, const Shape&, at::Generator&) const {
    const std::int64_t size = parameters.integer("size");
    const std::int64_t stride = parameters.integer("stride");
    return std::make_shared<FunctionModule>(
        [function = m_function, size, stride](const at::Tensor& input) { return function(input, size, stride); },
        m_described(size, stride));
}

} // namespace hourglass
