// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>

#include <vector>

namespace hourglass {

namespace {

/// x + N(0, σ²), clipped to the range of the data where that is wanted.
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
                           .asLive(),
                       ParameterSpec::choice("strength", "Strength is", "same",
                                             {{"same", "The same for all"}, {"range", "Drawn for each sample"}})
                           .withHelp("Drawn for each sample, anything from the lowest σ to σ is as likely: the network then "
                                     "learns to undo noise whose strength nobody tells it (blind denoising).")
                           .asLive(),
                       ParameterSpec::real("lowest", "Lowest σ", 0, 0, 2, 0.05)
                           .withHelp("The other end of the range.")
                           .shownWhen("strength", {"range"})
                           .asLive(),
                       ParameterSpec::flag("clip", "Clip", true)
                           .withHelp("Keeps damaged values between 0 and 1, as pictures in files are. Published figures on "
                                     "denoising are measured without it.")
                           .asLive()}}) {}

    at::Tensor apply(const Parameters& parameters, const at::Tensor& input, bool clamp,
                     at::Generator& generator) const override {
        const double sigma = parameters.real("sigma");
        at::Tensor noisy =
            parameters.text("strength") == "range"
                ? normalLike(input, generator).mul_(strengths(parameters.real("lowest"), sigma, input, generator))
                : at::empty_like(input).normal_(0, sigma, generator);
        noisy.add_(input);
        return clamp && parameters.flag("clip") ? noisy.clamp_(0, 1) : noisy;
    }

private:
    /// One for each sample, shaped so that it goes with all of its values.
    static at::Tensor strengths(double lowest, double highest, const at::Tensor& input, at::Generator& generator) {
        std::vector<std::int64_t> sizes(std::size_t(input.dim()), 1);
        sizes[0] = input.size(0);
        return at::empty(sizes).uniform_(0, 1, generator).mul_(highest - lowest).add_(lowest).to(input.options());
    }
};

} // namespace

std::unique_ptr<const Corruption> makeGaussianNoise() {
    return std::make_unique<GaussianNoise>();
}

} // namespace hourglass
