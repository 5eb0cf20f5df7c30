// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/RbmStage.h"
#include "engine/variants/LayerPairs.h"

#include <algorithm>

namespace hourglass {

namespace {

class Deep final : public Recipe {
public:
    Deep()
        : Recipe({"deep",
                  "Deep (RBM pretraining)",
                  "A deep network that starts from a stack of Boltzmann machines.",
                  "With plain random weights, a deep network of sigmoids hardly learns: the gradient fades on its way "
                  "through. So each pair of layers is first trained by itself as a restricted Boltzmann machine, a model "
                  "of what the layer below hands on. Then the stack is unrolled into encoder and decoder and trained as "
                  "one. This is the network with which deep autoencoders began.",
                  "Hinton & Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 2006",
                  {ParameterSpec::integer("pretrainEpochs", "Epochs each", 10, 0, 10000)
                       .withUnit("epochs")
                       .withHelp("How long each machine is trained. 0 leaves pretraining out."),
                   ParameterSpec::real("pretrainRate", "Rate", 0.1, 1e-5, 1, 0.01)
                       .withHelp("Learning rate of the machines; the one that makes a linear code takes a hundredth.")
                       .asLogarithmic(),
                   ParameterSpec::real("pretrainDecay", "Decay", 0.0002, 0, 0.1, 0.0001)
                       .withHelp("Pulls the machines' weights towards zero.")
                       .asLogarithmic()}}) {}

    Experiment adapted(Experiment current) const override {
        if (fault(current).empty())
            return current;
        const auto layer = [](std::int64_t units) {
            return LayerSpec{"dense", {{"units", units}, {"activation", "sigmoid"}}};
        };
        current.network = {{layer(1000), layer(500), layer(250)}, {"vector", 30, "none"}, true, {}};
        return current;
    }

    void check(const Experiment& experiment) const override {
        requireLayerPairs(experiment, "Pretraining by Boltzmann machines");
        if (const std::string field = fault(experiment); !field.empty())
            throw Error(
                "A Boltzmann machine has units that are on or off, which the sigmoid stands for. Choose sigmoid here "
                "(or none for the code).",
                field);
    }

    std::vector<std::unique_ptr<Stage>> pretraining(const Experiment& experiment, const Parts& parts) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const RbmOptions options{parameters.integer("pretrainEpochs"), parameters.real("pretrainRate"),
                                 parameters.real("pretrainDecay")};
        std::vector<std::unique_ptr<Stage>> stages;
        const std::vector<LayerPair> pairs = layerPairs(parts);
        for (std::size_t i = 0; options.epochs > 0 && i < pairs.size(); ++i) {
            const LayerPair& pair = pairs[i];
            if (!pair.inputInUnitRange)
                throw Error("Boltzmann machines need data between 0 and 1 and a sigmoid at the output.",
                            parts.outputRule.dataInUnitRange ? "training.output" : "dataset");
            stages.push_back(
                makeRbmStage({"RBM " + std::to_string(i + 1) + " of " + std::to_string(pairs.size()) + ": " + pair.title,
                              pair.up, pair.down, pair.activation == "sigmoid" ? Rbm::Hidden::Binary : Rbm::Hidden::Gaussian,
                              pair.below, pair.inputShape},
                             options));
        }
        return stages;
    }

private:
    /// The field of the first activation that is no unit of a Boltzmann machine, or empty.
    static std::string fault(const Experiment& experiment) {
        const NetworkSpec& network = experiment.network;
        for (std::size_t i = 0; i < network.encoder.size(); ++i) {
            const ParameterValue* activation = network.encoder[i].parameters.find("activation");
            if (network.encoder[i].kind != "dense" || !activation || toText(*activation) != "sigmoid")
                return "network.encoder." + std::to_string(i) + ".activation";
        }
        const std::string& code = network.code.activation;
        return code == "none" || code == "sigmoid" ? "" : "network.code.activation";
    }
};

} // namespace

std::unique_ptr<const Recipe> makeDeep() {
    return std::make_unique<Deep>();
}

} // namespace hourglass
