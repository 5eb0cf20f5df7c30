// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/VectorQuantiser.h"

#include "engine/objective/Quantisation.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>

namespace hourglass {

namespace {

/// Of each vector of the codebook.
std::int64_t lengthIn(const Experiment& experiment) {
    const CodeSpec& code = experiment.network.code;
    return code.kind == "maps" ? code.size : experiment.variant.parameters.integer("length");
}

class VectorQuantised final : public Recipe {
public:
    VectorQuantised()
        : Recipe(
              {"vector-quantised",
               "Vector-quantised (VQ-VAE)",
               "The code is a row of words from a learned book.",
               "The code is cut into short vectors, and each is replaced by the nearest of a learned codebook: the sample "
               "becomes a row of numbers of entries, as a text is a row of words. Such codes are small, and nothing "
               "lies between two entries; pixels that a code leaves open are still averaged. The decoder's gradient is "
               "passed over the replacement as if it had not happened.",
               "van den Oord et al., Neural Discrete Representation Learning, NeurIPS 2017",
               {ParameterSpec::integer("entries", "Entries", 64, 2, 65536)
                    .withHelp("Vectors in the codebook.")
                    .asLogarithmic(),
                ParameterSpec::integer("length", "Length", 4, 1, 65536)
                    .withHelp("Numbers in each vector. Feature maps have one vector at each place, as long as there are "
                              "maps; this is then left aside."),
                ParameterSpec::real("commitment", "Commitment", 0.25, 0, 100, 0.05)
                    .withHelp("Keeps the encoder near the codebook.")
                    .asLive()}}) {}

    Experiment adapted(Experiment current) const override {
        CodeSpec& code = current.network.code;
        if (code.kind == "vector" && code.size % 4 != 0)
            code.size = 32;
        code.activation = "none";
        return current;
    }

    void check(const Experiment& experiment) const override {
        const CodeSpec& code = experiment.network.code;
        const std::int64_t length = experiment.variant.parameters.integer("length");
        if (code.kind == "vector" && code.size % length != 0)
            throw Error("A code of " + std::to_string(code.size) + " numbers cannot be cut into vectors of " +
                            std::to_string(length) + ". Choose a length that divides it.",
                        "variant.length");
    }

    std::shared_ptr<Bottleneck> bottleneck(const Experiment& experiment, at::Generator& weights) const override {
        return std::make_shared<VectorQuantiser>(experiment.variant.parameters.integer("entries"), lengthIn(experiment),
                                                 weights);
    }
    std::int64_t extraParameters(const Experiment& experiment, const NetworkReport&, std::int64_t) const override {
        return experiment.variant.parameters.integer("entries") * lengthIn(experiment);
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts&) const override {
        std::vector<std::unique_ptr<const Term>> terms;
        terms.push_back(makeCodebook());
        terms.push_back(makeCommitment(experiment.variant.parameters.real("commitment")));
        return terms;
    }

    std::vector<Figure> lens(const Experiment& experiment, const LensView& view) const override {
        const std::int64_t entries = experiment.variant.parameters.integer("entries");
        const at::Tensor used =
            at::bincount(view.code.entries.flatten(), {}, entries).to(at::kFloat) / double(view.code.entries.numel());
        // exp of the entropy: how many entries, all equally often, would say as much.
        const double perplexity = (-(used * (used + 1e-10).log()).sum()).exp().item<double>();
        const double codeBits = std::log2(double(entries)) * double(view.code.entries.size(1));
        return {{"How often each entry is used", "Entries at zero are dead: nothing is near them.",
                 bars(std::get<0>(used.sort(0, /*descending=*/true)), "entry, sorted", "share of vectors")},
                {"The codebook", "",
                 FactFigure{{{"entries in use",
                              std::to_string((used > 0).sum().item<std::int64_t>()) + " of " + std::to_string(entries)},
                             {"perplexity", shown(perplexity, 1)},
                             {"size of a code",
                              std::to_string(view.code.entries.size(1)) + " numbers, " + shown(codeBits, 0) + " bits"}}}}};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeVectorQuantised() {
    return std::make_unique<VectorQuantised>();
}

} // namespace hourglass
