// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// x + x · N(0, σ²), clipped to the range of the data.
class Speckle final : public Corruption {
public:
    Speckle()
        : Corruption(
              {"speckle",
               "Speckle",
               "Adds noise that grows with the brightness.",
               "Every input value is multiplied by a random amount around one, as in radar and ultrasound pictures: bright "
               "parts suffer most, black ones not at all.",
               "Goodman, Some fundamental properties of speckle, Journal of the Optical Society of America 66, 1976",
               {ParameterSpec::real("sigma", "Strength σ", 0.3, 0, 2, 0.05)
                    .withHelp("Standard deviation of the factor around one.")
                    .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool clamp,
                     at::Generator& generator) const override {
        at::Tensor noisy = normalLike(input, generator).mul_(parameters.real("sigma")).add_(1).mul_(input);
        return clamp ? noisy.clamp_(0, 1) : noisy;
    }
};

} // namespace

std::unique_ptr<const Corruption> makeSpeckle() {
    return std::make_unique<Speckle>();
}

} // namespace hourglass
