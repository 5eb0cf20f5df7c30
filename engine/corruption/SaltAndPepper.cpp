// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// With probability `amount` a feature becomes 0 or 1, each as likely (Vincent et al., JMLR 2010, §3.3).
class SaltAndPepper final : public Corruption {
public:
    SaltAndPepper()
        : Corruption({"salt-and-pepper",
                      "Salt and pepper",
                      "Sets randomly chosen pixels to black or to white.",
                      "A share of the input is replaced by the smallest or the largest value, like dust and broken "
                      "pixels. Harder than masking: a white pixel may be real or may be a lie.",
                      "Vincent et al., Stacked Denoising Autoencoders, JMLR 2010",
                      {ParameterSpec::real("amount", "Share replaced", 0.2, 0, 0.95, 0.05)
                           .withHelp("Probability with which each input becomes 0 or 1.")
                           .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool, at::Generator& generator) const override {
        const double half = parameters.real("amount") / 2;
        const at::Tensor draw = at::empty_like(input).uniform_(0, 1, generator);
        return input.masked_fill(draw < half, 0).masked_fill_(draw >= 1 - half, 1);
    }
};

} // namespace

std::unique_ptr<const Corruption> makeSaltAndPepper() {
    return std::make_unique<SaltAndPepper>();
}

} // namespace hourglass
