// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/core/SafeTensors.h"
#include "engine/pretraining/ClassifierStage.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"
#include "engine/variants/VariationalRecipe.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace hourglass {

namespace {

ParameterSchema vaeGanSchema() {
    return {
        ParameterSpec::real("pixelWeight", "Pixel weight", 0.1, 0, 1000, 0.1)
            .withHelp("How much the pixels themselves count. At 1, with the other two at 0, this is the plain variational "
                      "autoencoder.")
            .asLogarithmic()
            .asLive(),
        ParameterSpec::real("featureWeight", "Feature weight", 1, 0, 1000, 0.1)
            .withHelp("How much the distance of what the classifier sees counts.")
            .asLogarithmic()
            .asLive(),
        ParameterSpec::real("adversarialWeight", "Adversarial weight", 30, 0, 1000, 1)
            .withHelp("How much deceiving the discriminator counts. Too much, and pictures become convincing, but "
                      "others than the ones put in.")
            .asLogarithmic()
            .asLive(),
        ParameterSpec::choice("features", "Classifier", "labels",
                              {{"labels", "Learns from the data's labels"}, {"file", "From a model file"}})
            .withHelp("Whose hidden layers compare pictures. It learns before the autoencoder does, or is taken over from "
                      "a model of this variant."),
        ParameterSpec::integer("featureEpochs", "Its epochs", 3, 1, 1000)
            .withUnit("epochs")
            .withHelp("How long the classifier learns.")
            .shownWhen("features", {"labels"}),
        ParameterSpec::path("featureFile", "Its file")
            .withHelp("A .hourglass file of this variant, made from samples of the same shape.")
            .shownWhen("features", {"file"})};
}

class VaeGan final : public VariationalRecipe {
public:
    VaeGan()
        : VariationalRecipe(
              {"vae-gan", "VAE with perceptual and adversarial terms",
               "Compares pictures as a classifier sees them, and must deceive a second network.",
               "Compared pixel by pixel, a blurred picture is a safe guess, so variational autoencoders blur. Two more terms "
               "judge differently. The perceptual one compares what the hidden layers of a classifier see in original and "
               "reconstruction. The adversarial one is a discriminator that learns to tell real samples from decoded ones, "
               "while the decoder learns to deceive it: what looks blurred is found out. Encoder and decoder share the rest.",
               "Larsen et al., Autoencoding beyond pixels using a learned similarity metric, ICML 2016; Hou et al., Deep "
               "Feature Consistent Variational Autoencoder, WACV 2017",
               withKlParameters(vaeGanSchema())}) {}

    void check(const Experiment& experiment) const override { VariationalRecipe::check(experiment); }
    void check(const Experiment&, const NetworkReport&) const override {}

    bool learnsFromLabels(const Experiment& experiment) const override {
        return experiment.variant.parameters.text("features") == "labels";
    }

    double reconstructionWeight(const Experiment& experiment) const override {
        return experiment.variant.parameters.real("pixelWeight");
    }

    Companions companions(const Experiment& experiment, const NetworkReport& network, const DataTraits& data,
                          at::Generator& weights) const override {
        if (data.classes < 2 && experiment.variant.parameters.text("features") == "labels")
            throw Error("The classifier that compares pictures learns from labels, and the data have none. Choose data with "
                        "labels, or a classifier from a model file.",
                        "variant.features");
        return {std::make_shared<Discriminator>(network.input, weights),
                std::make_shared<Classifier>(network.input, toldApart(data.classes), weights)};
    }
    std::int64_t extraParameters(const Experiment&, const NetworkReport& network, std::int64_t classes) const override {
        return Discriminator::parameterCount(network.input) + Classifier::parameterCount(network.input, toldApart(classes));
    }

    void begin(const Experiment& experiment, const Parts& parts) const override {
        const Parameters& parameters = experiment.variant.parameters;
        if (parameters.text("features") == "file")
            takeOver(*parts.companions.classifier, parameters.text("featureFile"));
    }

    std::vector<std::unique_ptr<Stage>> pretraining(const Experiment& experiment, const Parts& parts) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const std::shared_ptr<Classifier>& classifier = parts.companions.classifier;
        std::vector<std::unique_ptr<Stage>> stages;
        if (parameters.text("features") != "file")
            stages.push_back(
                makeClassifierStage([classifier](const at::Tensor& samples) { return classifier->scores(samples); },
                                    classifier->parameters(), {.epochs = parameters.integer("featureEpochs")}));
        return stages;
    }

    /// Reconstructions, and decoded samples of the prior, as in algorithm 1 of Larsen et al.; there they are two summands of
    /// the loss, here one mean over both. The encoder stays out of it, as in that algorithm: codes come without their
    /// gradient.
    void forge(const Parts& parts, BatchView& batch) const override {
        const at::Tensor codes = batch.code.value.detach();
        const at::Tensor drawn = normalLike(codes, *batch.noise);
        std::vector<std::int64_t> sizes = batch.target.sizes().vec();
        sizes[0] *= 2;
        batch.genuine = batch.target;
        batch.forged = parts.outputRule.reconstruction(parts.output(at::cat({codes, drawn}))).reshape(sizes);
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts& parts) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const Companions& companions = parts.companions;
        auto terms = VariationalRecipe::terms(experiment, parts);
        terms.push_back(
            makeFeatureDistance(companions.classifier, parts.outputRule.sigmoid, parameters.real("featureWeight")));
        terms.push_back(makeDeception(companions.discriminator, parameters.real("adversarialWeight")));
        terms.push_back(makeDetection(companions.discriminator));
        return terms;
    }

    std::vector<Figure> lens(const Experiment& experiment, const LensView& view) const override {
        std::vector<Figure> figures = VariationalRecipe::lens(experiment, view);
        const std::int64_t count = std::min<std::int64_t>(100, view.samples.size(0));
        const at::Tensor drawn = view.autoencoder.decode(view.autoencoder.drawnCodes(count, view.noise));
        figures.insert(figures.begin() + 1,
                       discriminatorsView(view, view.samples.narrow(0, 0, count), drawn, "samples", "decoded"));
        return figures;
    }

private:
    /// Classes of the classifier, which needs two where it comes from a file and the data have none.
    static std::int64_t toldApart(std::int64_t classes) { return std::max<std::int64_t>(2, classes); }

    static void takeOver(Classifier& classifier, const std::string& path) {
        if (path.empty())
            throw Error("Choose the model file whose classifier shall compare pictures.", "variant.featureFile");
        try {
            const SafeTensors file = readSafeTensors(path);
            const at::NoGradGuard noGradient;
            const auto weights = classifier.named_parameters();
            const std::string last = weights.back().key(); // "layers.3.bias": classes may differ, and are not looked at
            for (const auto& weight : weights) {
                if (weight.key().substr(0, weight.key().rfind('.')) == last.substr(0, last.rfind('.')))
                    continue;
                const auto stored = file.tensors.find("classifier." + weight.key());
                if (stored == file.tensors.end() || stored->second.sizes() != weight.value().sizes())
                    throw Error(path + " has no classifier for samples of this shape. Choose a model of this variant that "
                                       "was trained on samples of the same shape.");
                at::Tensor(weight.value()).copy_(stored->second);
            }
        } catch (const Error& error) {
            throw Error(error.message(), "variant.featureFile");
        }
    }
};

} // namespace

std::unique_ptr<const Recipe> makeVaeGan() {
    return std::make_unique<VaeGan>();
}

} // namespace hourglass
