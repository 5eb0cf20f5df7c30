// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Weights.h"

#include "engine/layers/Activation.h"

#include <ATen/Functions.h>

#include <cmath>

namespace hourglass {

at::Tensor initialise(at::Tensor weight, double fanIn, double fanOut, const std::string& activation,
                      at::Generator& generator) {
    const double gain = initialGain(activation);
    const double fan = gain > 1 ? fanIn : (fanIn + fanOut) / 2;
    return weight.normal_(0, gain / std::sqrt(fan), generator);
}

at::Tensor emptyKernel(std::int64_t outer, std::int64_t inner, std::int64_t kernel) {
    return at::empty({outer, inner, kernel, kernel}, at::kFloat, at::MemoryFormat::ChannelsLast);
}

} // namespace hourglass
