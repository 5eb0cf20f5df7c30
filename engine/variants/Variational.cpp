// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/VariationalRecipe.h"

namespace hourglass {

namespace {

class Variational final : public VariationalRecipe {
public:
    enum class Layers { Any, Convolutional };

    Variational(CatalogueEntry entry, Layers layers)
        : VariationalRecipe(std::move(entry))
        , m_layers(layers) {}

    static ParameterSchema schema() { return withKlParameters(); }

    Experiment adapted(Experiment current) const override {
        if (m_layers == Layers::Convolutional && !hasConvolution(current.network))
            current.network = convolutionalNetwork(current.network.code.size);
        return VariationalRecipe::adapted(std::move(current));
    }

    void check(const Experiment& experiment) const override {
        VariationalRecipe::check(experiment);
        if (m_layers == Layers::Convolutional && !hasConvolution(experiment.network))
            throw Error("A convolutional variational autoencoder needs at least one convolution. Add one, or choose the "
                        "variant Variational.",
                        "network.encoder");
    }

private:
    Layers m_layers;
};

} // namespace

std::unique_ptr<const Recipe> makeVariational() {
    return std::make_unique<Variational>(
        CatalogueEntry{"variational", "Variational (VAE)",
                       "Codes are clouds, not points, and together they fill a known shape.",
                       "The encoder gives each sample a small cloud of codes, a normal distribution, and the decoder must "
                       "rebuild the sample from any point of it. A second term, the KL divergence, pulls all clouds towards "
                       "the same standard normal distribution. So the clouds touch, gaps close, and whatever is drawn from "
                       "the standard normal can be decoded: the network generates.",
                       "Kingma & Welling, Auto-Encoding Variational Bayes, ICLR 2014; Higgins et al., beta-VAE, ICLR 2017; "
                       "Zhao et al., InfoVAE, AAAI 2019",
                       Variational::schema()},
        Variational::Layers::Any);
}

std::unique_ptr<const Recipe> makeConvolutionalVariational() {
    return std::make_unique<Variational>(
        CatalogueEntry{
            "convolutional-variational", "Convolutional variational", "A variational code between convolutions.",
            "The variational autoencoder with layers that know of neighbouring pixels: sharper samples with fewer "
            "weights on pictures.",
            "Kingma & Welling, Auto-Encoding Variational Bayes, ICLR 2014; Masci et al., ICANN 2011", Variational::schema()},
        Variational::Layers::Convolutional);
}

} // namespace hourglass
