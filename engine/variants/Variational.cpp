// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianBottleneck.h"
#include "engine/objective/Divergences.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>

namespace hourglass {

namespace {

/// Nats of KL above which a dimension counts as used (Burda et al., ICLR 2016, use the variance of the mean; the two agree
/// on trained networks).
constexpr double activeNats = 0.01;

ParameterSchema variationalSchema() {
    return {ParameterSpec::real("beta", "KL weight β", 1, 0, 1000, 0.1)
                .withHelp("1 is the variational autoencoder. Larger values give fewer, more independent dimensions "
                          "(β-VAE) and blurrier pictures; 0 leaves the latent space unordered.")
                .asLogarithmic()
                .asLive(),
            ParameterSpec::real("klWarmup", "KL warm-up", 0, 0, 10000, 1)
                .withUnit("epochs")
                .withHelp("β grows from zero during the first epochs, so that dimensions find a use before they cost."),
            ParameterSpec::real("freeBits", "Free nats", 0, 0, 10, 0.05)
                .withUnit("nats")
                .withHelp("Information that each dimension may carry at no cost, against unused dimensions."),
            ParameterSpec::real("mmd", "MMD weight", 0, 0, 1e5, 10)
                .withHelp("Pulls the codes as a whole towards the prior (InfoVAE); with β = 0 it replaces the KL term. A few "
                          "hundred is a usual start.")
                .asLogarithmic()
                .asLive()};
}

class Variational final : public Recipe {
public:
    enum class Layers { Any, Convolutional };

    Variational(CatalogueEntry entry, Layers layers) : Recipe(std::move(entry)), m_layers(layers) {}

    Experiment adapted(Experiment current) const override {
        if (m_layers == Layers::Convolutional && !hasConvolution(current.network))
            current.network = convolutionalNetwork(current.network.code.size);
        current.network.code.activation = "none";
        return current;
    }

    void check(const Experiment& experiment) const override {
        if (experiment.network.code.activation != "none")
            throw Error("A variational code is drawn around a mean that must be free to take any value. Set the code's "
                        "activation to none.",
                        "network.code.activation");
        if (m_layers == Layers::Convolutional && !hasConvolution(experiment.network))
            throw Error("A convolutional variational autoencoder needs at least one convolution. Add one, or choose the "
                        "variant Variational.",
                        "network.encoder");
    }

    std::int64_t rawPerCode() const override { return 2; }
    std::shared_ptr<Bottleneck> bottleneck(const Experiment&, at::Generator&) const override {
        return std::make_shared<GaussianBottleneck>();
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts&) const override {
        const Parameters& parameters = experiment.variant.parameters;
        std::vector<std::unique_ptr<const Term>> terms;
        terms.push_back(makeKl(
            {parameters.real("beta"), parameters.real("klWarmup"), parameters.real("freeBits")}));
        if (parameters.real("mmd") > 0)
            terms.push_back(makeMmd(parameters.real("mmd")));
        return terms;
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        const Gaussian posterior{view.code.posterior.mean.flatten(1), view.code.posterior.logVariance.flatten(1)};
        const at::Tensor kl = gaussianKl(posterior, {}).mean(0);
        const auto active = (kl > activeNats).sum().item<std::int64_t>();
        const auto [sorted, order] = kl.sort(0, /*descending=*/true);
        const auto ofDimensions = [&, order = order](const at::Tensor& values) { return values.index_select(0, order); };
        std::vector<std::int64_t> sizes = view.code.value.sizes().vec();
        sizes[0] = 16;
        const at::Tensor prior = at::empty(sizes).normal_(0, 1, view.noise);
        const std::string dimension = "dimension, sorted";
        return {{"Samples of the prior", "Codes drawn from N(0, I), decoded. They look like data where the latent space has "
                                         "no gaps.",
                 decoded(view.autoencoder, prior)},
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

private:
    /// Variance of a dimension over all samples: of the means, and the mean of the variances.
    static double totalVariance(const Gaussian& posterior) {
        return (posterior.mean.var(0, /*unbiased=*/false) + posterior.logVariance.exp().mean(0)).mean().item<double>();
    }

    Layers m_layers;
};

} // namespace

std::unique_ptr<const Recipe> makeVariational() {
    return std::make_unique<Variational>(
        CatalogueEntry{"variational",
                       "Variational (VAE)",
                       "Codes are clouds, not points, and together they fill a known shape.",
                       "The encoder gives each sample a small cloud of codes, a normal distribution, and the decoder must "
                       "rebuild the sample from any point of it. A second term, the KL divergence, pulls all clouds towards "
                       "the same standard normal distribution. So the clouds touch, gaps close, and whatever is drawn from "
                       "the standard normal can be decoded: the network generates.",
                       "Kingma & Welling, Auto-Encoding Variational Bayes, ICLR 2014; Higgins et al., beta-VAE, ICLR 2017; "
                       "Zhao et al., InfoVAE, AAAI 2019",
                       variationalSchema()},
        Variational::Layers::Any);
}

std::unique_ptr<const Recipe> makeConvolutionalVariational() {
    return std::make_unique<Variational>(
        CatalogueEntry{"convolutional-variational",
                       "Convolutional variational",
                       "A variational code between convolutions.",
                       "The variational autoencoder with layers that know of neighbouring pixels: sharper samples with fewer "
                       "weights on pictures.",
                       "Kingma & Welling, Auto-Encoding Variational Bayes, ICLR 2014; Masci et al., ICANN 2011",
                       variationalSchema()},
        Variational::Layers::Convolutional);
}

} // namespace hourglass
