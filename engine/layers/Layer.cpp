// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Layer.h"

namespace hourglass {

std::int64_t Layer::parameterCount(const Parameters&, const Shape&) const {
    return 0;
}

std::string activationOf(const LayerSpec& layer) {
    return layer.parameters.contains("activation") ? layer.parameters.text("activation") : "none";
}

} // namespace hourglass
