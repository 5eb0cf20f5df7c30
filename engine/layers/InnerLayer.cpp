// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/InnerLayer.h"

#include <ATen/core/grad_mode.h>

namespace hourglass {

InnerLayer::InnerLayer(const std::string& kind, const Parameters& parameters)
    : m_kind(layerCatalogue().at(kind))
    , m_parameters(complete(m_kind.entry().schema, parameters, kind)) {}

InnerLayer InnerLayer::convolution(std::int64_t channels, const std::string& activation) {
    return {"convolution", {{"channels", channels}, {"kernel", std::int64_t(3)}, {"activation", activation}}};
}

std::shared_ptr<LayerModule> InnerLayer::buildSilent(const Shape& input, at::Generator& generator) const {
    auto module = build(input, generator);
    const at::NoGradGuard noGradient;
    for (at::Tensor& weight : module->parameters())
        weight.zero_();
    return module;
}

} // namespace hourglass
