// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GreedyStage.h"
#include "engine/variants/LayerPairs.h"

namespace hourglass {

namespace {

class Stacked final : public Recipe {
public:
    Stacked()
        : Recipe({"stacked",
                  "Stacked (greedy layers)",
                  "Layer after layer learns by itself, then all of them together.",
                  "Each layer is first trained as a small autoencoder of what the layer below hands on, with part of its "
                  "input hidden so that it learns more than copying. The next one stands on it. At the end, the whole "
                  "stack is trained as one. What the layers found makes good features for a classifier, above all where "
                  "few samples have labels.",
                  "Vincent et al., Stacked Denoising Autoencoders, JMLR 2010; Bengio et al., Greedy Layer-Wise Training of "
                  "Deep Networks, NeurIPS 2006",
                  {ParameterSpec::integer("pretrainEpochs", "Epochs each", 10, 0, 10000)
                       .withUnit("epochs")
                       .withHelp("How long each layer is trained by itself. 0 leaves pretraining out."),
                   ParameterSpec::real("pretrainRate", "Rate", 1e-3, 1e-6, 1, 1e-4)
                       .withHelp("Learning rate while a layer is trained by itself.")
                       .asLogarithmic(),
                   ParameterSpec::real("masking", "Share masked", 0.25, 0, 0.95, 0.05)
                       .withHelp("Share of a layer's inputs that it does not see while it is trained by itself.")}}) {}

    Experiment adapted(Experiment current) const override {
        try {
            check(current);
        } catch (const Error&) {
            const CodeSpec code{"vector", current.network.code.size, current.network.code.activation};
            current.network = defaultExperiment().network;
            current.network.code = code;
        }
        return current;
    }

    void check(const Experiment& experiment) const override {
        requireLayerPairs(experiment, "Greedy pretraining");
    }

    std::vector<std::unique_ptr<Stage>> pretraining(const Experiment& experiment, const Parts& parts) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const GreedyOptions options{parameters.integer("pretrainEpochs"), parameters.real("pretrainRate"),
                                    parameters.real("masking")};
        std::vector<std::unique_ptr<Stage>> stages;
        const std::vector<LayerPair> pairs = layerPairs(parts);
        for (std::size_t i = 0; options.epochs > 0 && i < pairs.size(); ++i) {
            const LayerPair& pair = pairs[i];
            stages.push_back(
                makeGreedyStage({"Layer " + std::to_string(i + 1) + " of " + std::to_string(pairs.size()) + ": " + pair.title,
                                 pair.below,
                                 pair.forward,
                                 pair.back,
                                 {pair.up.weight, pair.up.bias, pair.down.weight, pair.down.bias},
                                 pair.inputInUnitRange},
                                options));
        }
        return stages;
    }
};

} // namespace

std::unique_ptr<const Recipe> makeStacked() { return std::make_unique<Stacked>(); }

} // namespace hourglass
