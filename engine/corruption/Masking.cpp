// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// Each feature is kept with probability 1 − amount, otherwise 0: the destruction ν of Vincent et al. (2008), §2.3.
class Masking final : public Corruption {
public:
    Masking()
        : Corruption({"masking",
                      "Masking",
                      "Sets randomly chosen pixels to black.",
                      "A share of the input is switched off, each pixel (or column) on its own. To restore what is "
                      "missing, the network has to learn how the parts of a sample depend on each other.",
                      "Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, ICML 2008",
                      {ParameterSpec::real("amount", "Share masked", 0.3, 0, 0.95, 0.05)
                           .withHelp("Probability with which each input is set to zero.")
                           .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool, at::Generator& generator) const override {
        const double kept = 1 - parameters.real("amount");
        return coinsLike(input, kept, generator).mul_(input);
    }
};

} // namespace

std::unique_ptr<const Corruption> makeMasking() {
    return std::make_unique<Masking>();
}

} // namespace hourglass
