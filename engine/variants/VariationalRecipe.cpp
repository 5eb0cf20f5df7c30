// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/VariationalRecipe.h"

#include "engine/bottleneck/GaussianBottleneck.h"
#include "engine/objective/Divergences.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

/// Nats of KL above which a dimension counts as used (Burda et al., ICLR 2016, use the variance of the mean; the two agree
/// on trained networks).
constexpr double activeNats = 0.01;

/// Variance of a dimension over all samples: of the means, and the mean of the variances.
double totalVariance(const Gaussian& posterior) {
    return (posterior.mean.var(0, /*unbiased=*/false) + posterior.logVariance.exp().mean(0)).mean().item<double>();
}

} // namespace

ParameterSchema VariationalRecipe::withKlParameters(ParameterSchema own) {
    own.push_back(ParameterSpec::real("beta", "KL weight β", 1, 0, 1000, 0.1)
                      .withHelp("1 is the variational autoencoder. Larger values give fewer, more independent dimensions "
                                "(β-VAE) and blurrier pictures; 0 leaves the latent space unordered.")
                      .asLogarithmic()
                      .asLive());
    own.push_back(ParameterSpec::real("klWarmup", "KL warm-up", 0, 0, 10000, 1)
                      .withUnit("epochs")
                      .withHelp("β grows from zero during the first epochs, so that dimensions find a use before they "
                                "cost."));
    own.push_back(ParameterSpec::real("freeBits", "Free nats", 0, 0, 10, 0.05)
                      .withUnit("nats")
                      .withHelp("Information that each dimension may carry at no cost, against unused dimensions."));
    own.push_back(
        ParameterSpec::real("mmd", "MMD weight", 0, 0, 1e5, 10)
            .withHelp("Pulls the codes as a whole towards the prior (InfoVAE); with β = 0 it replaces the KL term. "
                      "A few hundred is a usual start.")
            .asLogarithmic()
            .asLive());
    return own;
}

Experiment VariationalRecipe::adapted(Experiment current) const {
    current.network.code.activation = "none";
    return current;
}

void VariationalRecipe::check(const Experiment& experiment) const {
    requireFreeCode(experiment.network.code);
}

void VariationalRecipe::requireFreeCode(const CodeSpec& code) {
    if (code.activation != "none")
        throw Error("A variational code is drawn around a mean that must be free to take any value. Set the code's "
                    "activation to none.",
                    "network.code.activation");
}

std::shared_ptr<Bottleneck> VariationalRecipe::bottleneck(const Experiment&, at::Generator&) const {
    return std::make_shared<GaussianBottleneck>();
}

std::vector<std::unique_ptr<const Term>> VariationalRecipe::terms(const Experiment& experiment, const Parts&) const {
    const Parameters& parameters = experiment.variant.parameters;
    std::vector<std::unique_ptr<const Term>> terms;
    terms.push_back(makeKl({parameters.real("beta"), parameters.real("klWarmup"), parameters.real("freeBits")}));
    if (parameters.real("mmd") > 0)
        terms.push_back(makeMmd(parameters.real("mmd")));
    return terms;
}

std::vector<Figure> VariationalRecipe::lens(const Experiment&, const LensView& view) const {
    const Gaussian posterior{view.code.posterior.mean.flatten(1), view.code.posterior.logVariance.flatten(1)};
    const at::Tensor kl = gaussianKl(posterior, {}).mean(0);
    const auto active = (kl > activeNats).sum().item<std::int64_t>();
    const auto [sorted, order] = kl.sort(0, /*descending=*/true);
    const auto ofDimensions = [&, order = order](const at::Tensor& values) { return values.index_select(0, order); };
    const std::string dimension = "dimension, sorted";
    return {{"Samples of the prior",
             "Codes drawn from N(0, I), decoded. They look like data where the latent space has "
             "no gaps.",
             drawnAndDecoded(view)},
            {"KL by dimension", "Information that each dimension carries about a sample. Those near zero are not used.",
             bars(sorted, dimension, "nats")},
            {"Deviation of the posterior", "1 means: this dimension knows nothing of the sample. Small means: precise.",
             bars(ofDimensions((0.5 * posterior.logVariance).exp().mean(0)), dimension, "mean deviation")},
            {"The aggregate posterior", "All samples together should look like the prior N(0, I).",
             FactFigure{{{"active dimensions", std::to_string(active) + " of " + std::to_string(kl.size(0))},
                         {"KL", shown(kl.sum().item<double>(), 2) + " nats"},
                         {"largest mean", shown(posterior.mean.mean(0).abs().max().item<double>(), 2)},
                         {"variance", shown(totalVariance(posterior), 2) + " (prior: 1)"}}}}};
}

} // namespace hourglass
