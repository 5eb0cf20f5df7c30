// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/StructuredGaussian.h"
#include "engine/objective/Divergences.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"
#include "engine/variants/VariationalRecipe.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

class GraphVae final : public Recipe {
public:
    GraphVae()
        : Recipe(
              {"graph-vae",
               "Learned dependencies (Graph VAE)",
               "A variational code whose parts may depend on each other, as far as learning finds useful.",
               "A plain variational autoencoder assumes that the numbers of its code have nothing to do with each other. "
               "Here the code is cut into nodes in an order, and a gate between any two says whether the later one may "
               "depend on the earlier one. The gates are learned together with the weights, by the same objective, so "
               "the network finds the structure of its own latent space.",
               "He et al., Variational Autoencoders with Jointly Optimized Latent Dependency Structure, ICLR 2019",
               {ParameterSpec::integer("nodes", "Nodes", 5, 2, 64)
                    .withHelp("Latent variables; the code is cut into so many equal parts."),
                ParameterSpec::real("beta", "KL weight β", 1, 0, 1000, 0.1)
                    .withHelp("1 is the variational objective.")
                    .asLogarithmic()
                    .asLive(),
                ParameterSpec::real("klWarmup", "KL warm-up", 5, 0, 10000, 1)
                    .withUnit("epochs")
                    .withHelp("β grows from zero during the first epochs, so that nodes find a use before they cost.")}}) {}

    Experiment adapted(Experiment current) const override {
        if (current.network.code.kind != "vector" || current.network.code.size % 5 != 0)
            current.network.code = {"vector", 20, "none"};
        current.network.code.activation = "none";
        return current;
    }

    void check(const Experiment& experiment) const override {
        const CodeSpec& code = experiment.network.code;
        const std::int64_t nodes = experiment.variant.parameters.integer("nodes");
        if (code.kind != "vector")
            throw Error("The nodes are cut from a flat code. Set the code's kind to vector.", "network.code.kind");
        VariationalRecipe::requireFreeCode(code);
        if (code.size % nodes != 0)
            throw Error("A code of " + std::to_string(code.size) + " numbers cannot be cut into " + std::to_string(nodes) +
                            " equal nodes. Choose a number that divides it.",
                        "variant.nodes");
    }

    std::int64_t rawPerCode() const override { return 2; }
    std::shared_ptr<Bottleneck> bottleneck(const Experiment& experiment, at::Generator& weights) const override {
        const std::int64_t nodes = experiment.variant.parameters.integer("nodes");
        return std::make_shared<StructuredGaussian>(nodes, experiment.network.code.size / nodes, hidden, weights);
    }
    /// A gate for each pair; each node but the first sees all before it and makes a mean and a log-variance.
    std::int64_t extraParameters(const Experiment& experiment, const NetworkReport&, std::int64_t) const override {
        const std::int64_t nodes = experiment.variant.parameters.integer("nodes");
        const std::int64_t length = experiment.network.code.size / nodes;
        return nodes * nodes + hidden * length * (nodes * (nodes - 1) / 2 + 2 * (nodes - 1));
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts&) const override {
        const Parameters& parameters = experiment.variant.parameters;
        std::vector<std::unique_ptr<const Term>> terms;
        terms.push_back(makeKl({parameters.real("beta"), parameters.real("klWarmup"), 0}));
        return terms;
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        auto& bottleneck = dynamic_cast<StructuredGaussian&>(*view.autoencoder.parts().bottleneck);
        const at::Tensor gates = bottleneck.gateProbabilities();
        GraphFigure graph;
        for (std::int64_t node = 0; node < bottleneck.nodes(); ++node) {
            graph.nodes.push_back("z" + std::to_string(node + 1));
            for (std::int64_t parent = 0; parent < node; ++parent)
                graph.edges.push_back({std::size_t(parent), std::size_t(node), gates[node][parent].item<double>()});
        }
        const at::Tensor kl = gaussianKl(view.code.posterior, view.code.prior)
                                  .reshape({view.code.value.size(0), bottleneck.nodes(), bottleneck.length()})
                                  .sum(2)
                                  .mean(0);
        return {{"Which node depends on which", "An arrow is as strong as its gate is open.", graph},
                {"KL by node", "Information that each node adds to what its parents already say.", bars(kl, "node", "nats")},
                {"Samples of the prior", "Drawn node after node, decoded.", drawnAndDecoded(view)}};
    }

private:
    static constexpr std::int64_t hidden = 32; ///< units of the small network of each node
};

} // namespace

std::unique_ptr<const Recipe> makeGraphVae() {
    return std::make_unique<GraphVae>();
}

} // namespace hourglass
