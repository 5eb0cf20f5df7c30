// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Layer.h"

#include "engine/layers/Activation.h"

namespace hourglass {

at::Tensor LayerModule::forwardWith(const std::string& activation, const at::Tensor& input) {
    return activate(activation, forward(input));
}

std::int64_t Layer::parameterCount(const Parameters&, const Shape&) const {
    return 0;
}

std::int64_t Layer::innerElements(const Parameters&, const Shape&) const {
    return 0;
}

std::string activationOf(const LayerSpec& layer) {
    return layer.parameters.contains("activation") ? layer.parameters.text("activation") : "none";
}

} // namespace hourglass
