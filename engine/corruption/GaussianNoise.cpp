// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// x + N(0, σ²), clipped to the range of the data.
class GaussianNoise final : public Corruption {
public:
    GaussianNoise()
        : Corruption({"gaussian",
                      "Gaussian noise",
                      "Adds normally distributed noise to every pixel.",
                      "Every input value is shifted by a random amount drawn from a bell curve, as the sensor of a "
                      "camera does in poor light. The wider the bell, the less of the picture is left.",
                      "Vincent et al., Stacked Denoising Autoencoders, JMLR 2010",
                      {ParameterSpec::real("sigma", "Strength σ", 0.3, 0, 2, 0.05)
                           .withHelp("Standard deviation of the noise; the data run from 0 to 1.")
                           .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool clamp,
                     at::Generator& generator) const override {
        at::Tensor noisy = at::empty_like(input).normal_(0, parameters.real("sigma"), generator).add_(input);
        return clamp ? noisy.clamp_(0, 1) : noisy;
    }
};

} // namespace

std::unique_ptr<const Corruption> makeGaussianNoise() {
    return std::make_unique<GaussianNoise>();
}

} // namespace hourglass
