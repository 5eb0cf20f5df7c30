// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kernel.h"

#include "engine/layers/Activation.h"

#include <algorithm>

namespace hourglass {

Kernel::Kernel(const Parameters& parameters)
    : size(parameters.integer("kernel"))
    , stride(parameters.integer("stride"))
    , padding(parameters.text("padding") == "same" ? (size - 1) / 2 : 0) {}

bool Kernel::isWorthRounding(const at::Tensor& weight) {
    constexpr std::int64_t fewest = 16; // channels in and out: with fewer, most of each vector stays empty
    return std::min(weight.size(0), weight.size(1)) >= fewest;
}

ParameterSchema Kernel::schema(std::int64_t kernel, std::int64_t stride) {
    return {ParameterSpec::integer("channels", "Channels", 16, 1, 1 << 16)
                .withHelp("How many filters the layer learns; each makes one feature map.")
                .asLogarithmic(),
            ParameterSpec::integer("kernel", "Kernel", kernel, 1, 31)
                .withUnit("px")
                .withHelp("Side of the square window that each filter looks through."),
            ParameterSpec::integer("stride", "Stride", stride, 1, 16)
                .withUnit("px")
                .withHelp("How far the window moves each time. 2 halves height and width, or doubles them in a "
                          "transposed convolution."),
            ParameterSpec::choice("padding", "Padding", "same", {{"same", "Same size"}, {"none", "None"}})
                .withHelp("Zeros around the picture, so that the window can reach its edges and, with a stride of 1 "
                          "and an odd kernel, height and width stay as they are."),
            activationParameter()};
}

Parameters Kernel::mirrored(const Parameters& parameters, std::int64_t channels, const std::string& activation) {
    return {{"channels", channels},
            {"kernel", parameters.integer("kernel")},
            {"stride", parameters.integer("stride")},
            {"padding", parameters.text("padding")},
            {"activation", activation}};
}

} // namespace hourglass
