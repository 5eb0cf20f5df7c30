// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

class Adversarial final : public Recipe {
public:
    Adversarial()
        : Recipe({"adversarial",
                  "Adversarial (AAE)",
                  "A second network pulls all codes together into a known shape.",
                  "Like a variational autoencoder, it gives the codes of all samples together a known shape, the standard "
                  "normal distribution, so that codes drawn from it can be decoded. But no formula does it: a discriminator "
                  "learns to tell codes from numbers that were really drawn, and the encoder learns to deceive it. When the "
                  "discriminator can only guess, its loss stands at 1.39 nats.",
                  "Makhzani et al., Adversarial Autoencoders, ICLR 2016 workshop",
                  {ParameterSpec::real("weight", "Adversarial weight", 10, 0, 1e4, 1)
                       .withHelp("How much deceiving the discriminator counts against reconstruction. Too little, and codes "
                                 "lie anywhere.")
                       .asLogarithmic()
                       .asLive()}}) {}

    Experiment adapted(Experiment current) const override {
        current.network.code.activation = "none";
        return current;
    }

    void check(const Experiment& experiment) const override {
        if (experiment.network.code.activation != "none")
            throw Error(
                "The codes are to become normally distributed, so they must be free to take any value. Set the code's "
                "activation to none.",
                "network.code.activation");
    }

    std::shared_ptr<Bottleneck> bottleneck(const Experiment&, at::Generator&) const override {
        return std::make_shared<PlainBottleneck>(PlainBottleneck::Codes::StandardNormal);
    }

    Companions companions(const Experiment&, const NetworkReport& network, const DataTraits&,
                          at::Generator& weights) const override {
        return {std::make_shared<Discriminator>(network.code->output, weights), nullptr};
    }

    std::int64_t extraParameters(const Experiment&, const NetworkReport& network, std::int64_t) const override {
        return Discriminator::parameterCount(network.code->output);
    }

    void forge(const Parts&, BatchView& batch) const override {
        batch.genuine = normalLike(batch.code.value, *batch.noise);
        batch.forged = batch.code.value;
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts& parts) const override {
        std::vector<std::unique_ptr<const Term>> terms;
        terms.push_back(makeDeception(parts.companions.discriminator, experiment.variant.parameters.real("weight")));
        terms.push_back(makeDetection(parts.companions.discriminator));
        return terms;
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        const at::Tensor codes = view.code.value.flatten(1);
        const at::Tensor drawn = normalLike(view.code.value, view.noise);
        const at::Tensor means = codes.mean(0);
        return {
            {"Samples of the prior",
             "Codes drawn from N(0, I), decoded. They look like data where the codes fill that "
             "distribution.",
             drawnAndDecoded(view)},
            discriminatorsView(view, drawn, view.code.value, "drawn numbers", "codes"),
            {"Numbers of the codes", "All together they should look like the bell of N(0, 1).",
             histogram(codes, 40, "value")},
            {"All codes together", "The nearer to N(0, I), the better.",
             FactFigure{{{"largest mean", shown(means.abs().max().item<double>(), 2)},
                         {"variance", shown(codes.var(0, /*unbiased=*/false).mean().item<double>(), 2) + " (prior: 1)"}}}}};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeAdversarial() {
    return std::make_unique<Adversarial>();
}

} // namespace hourglass
