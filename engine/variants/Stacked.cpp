// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GreedyStage.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/LayerPairs.h"
#include "engine/variants/LinearAccuracy.h"

#include <algorithm>
#include <functional>

namespace hourglass {

namespace {

class Stacked final : public Recipe {
public:
    Stacked()
        : Recipe(
              {"stacked",
               "Stacked (greedy layers)",
               "Layer after layer learns by itself, then all of them together.",
               "Each layer is first trained as a small autoencoder of what the layer below hands on, with part of its "
               "input hidden, or few of its units active, so that it learns more than copying. The next one stands on it. At the end, the whole "
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
                    .withHelp("Share of a layer's inputs that it does not see while it is trained by itself."),
                ParameterSpec::real("sparsity", "Sparsity", 0, 0, 1000, 0.01)
                    .withHelp(
                        "Weight of the sum of the sizes of a layer's activities while it is trained by itself. With nothing "
                        "masked, this gives stacked sparse layers.")
                    .asLogarithmic()}}) {}

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

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        if (!view.labels.defined() || !view.training.labels.defined())
            return {};
        const NetworkReport& network = view.autoencoder.network();
        std::int64_t largest = network.input.elements();
        for (const LayerReport& layer : network.encoder)
            largest = std::max(largest, layer.output.elements());
        const std::int64_t count = std::min(quickRows(largest), view.training.count());
        const at::Tensor samples = view.training.range(0, count);
        const at::Tensor labels = view.training.labelRange(0, count);
        const auto accuracy = [&](const std::function<at::Tensor(const at::Tensor&)>& features) {
            return linearAccuracy({features(samples), labels}, {features(view.samples), view.labels});
        };
        const Parts& parts = view.autoencoder.parts();
        std::vector<double> accuracies;
        for (std::size_t layers = 1; layers <= parts.encoder->size(); ++layers)
            accuracies.push_back(
                accuracy([&](const at::Tensor& input) { return parts.encoder->forwardFirst(layers, input); }));
        accuracies.push_back(accuracy([&](const at::Tensor& input) { return view.autoencoder.encode(input); }));
        BarFigure figure{"layer", "accuracy", accuracies, 1};
        figure.referenceName = "raw input";
        figure.reference = accuracy([](const at::Tensor& input) { return input; });
        return {{"How well a classifier reads each layer",
                 "A linear classifier that learned from " + std::to_string(count) +
                     " samples what each layer makes of them, measured on samples that it has " +
                     (view.samplesAreNew ? "not seen" : "seen, too, since none are kept apart for validation") +
                     ". The last bar is the code.",
                 figure}};
    }

    void check(const Experiment& experiment) const override { requireLayerPairs(experiment, "Greedy pretraining"); }

    std::vector<std::unique_ptr<Stage>> pretraining(const Experiment& experiment, const Parts& parts) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const GreedyOptions options{parameters.integer("pretrainEpochs"), parameters.real("pretrainRate"),
                                    parameters.real("masking"), parameters.real("sparsity")};
        std::vector<std::unique_ptr<Stage>> stages;
        const std::vector<LayerPair> pairs = layerPairs(parts);
        for (std::size_t i = 0; options.epochs > 0 && i < pairs.size(); ++i) {
            const LayerPair& pair = pairs[i];
            stages.push_back(makeGreedyStage(
                {"Layer " + std::to_string(i + 1) + " of " + std::to_string(pairs.size()) + ": " + pair.title, pair.below,
                 pair.forward, pair.back, pair.weights, pair.rule, pair.up.weight, pair.inputShape},
                options));
        }
        return stages;
    }
};

} // namespace

std::unique_ptr<const Recipe> makeStacked() {
    return std::make_unique<Stacked>();
}

} // namespace hourglass
