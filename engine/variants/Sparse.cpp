// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Sparsity.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>

namespace hourglass {

namespace {

class Sparse final : public Recipe {
public:
    Sparse()
        : Recipe({"sparse",
                  "Sparse",
                  "A wide code of which only a few units are active at a time.",
                  "The code may be wider than the input, yet nothing is copied by heart, because a penalty keeps most "
                  "units silent: each sample has to be told by the few that fit it. Units become detectors of parts, "
                  "such as strokes. The penalty is either the divergence of each unit's mean activity from a target ρ, "
                  "or the sum of all activities (L1).",
                  "Ng, Sparse Autoencoder, CS294A lecture notes, Stanford 2011",
                  {ParameterSpec::choice("method", "Penalty", "kl",
                                         {{"kl", "Divergence from a target"}, {"l1", "Sum of activities (L1)"}})
                       .withHelp("What keeps units silent. The divergence aims at a mean activity, the sum just costs."),
                   ParameterSpec::real("target", "Sparsity ρ", 0.05, 0.001, 0.5, 0.01)
                       .withHelp("Mean activity that each unit should have over the samples.")
                       .asLogarithmic()
                       .asLive()
                       .shownWhen("method", {"kl"}),
                   ParameterSpec::real("weight", "Weight β", 3, 0, 1000, 0.1)
                       .withHelp("How much silence counts against reconstruction.")
                       .asLogarithmic()
                       .asLive()}}) {}

    Experiment adapted(Experiment current) const override {
        if (current.network.code.activation != "sigmoid")
            current.network = {{}, {"vector", 1024, "sigmoid"}, true, {}};
        return current;
    }

    void check(const Experiment& experiment) const override {
        if (experiment.training.real("sparsity") > 0)
            throw Error("This variant has a penalty of its own on the code. Set this one to 0, or choose another variant.",
                        "training.sparsity");
        if (experiment.variant.parameters.text("method") == "kl" && experiment.network.code.activation != "sigmoid")
            throw Error("The divergence compares mean activities between 0 and 1. Give the code the activation sigmoid, or "
                        "choose the sum of activities.",
                        "network.code.activation");
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts&) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const double weight = parameters.real("weight");
        std::vector<std::unique_ptr<const Term>> terms;
        terms.push_back(parameters.text("method") == "kl" ? makeSparsityKl(parameters.real("target"), weight)
                                                          : makeSparsityL1(weight));
        return terms;
    }

    std::vector<Figure> lens(const Experiment& experiment, const LensView& view) const override {
        const at::Tensor codes = view.code.value.flatten(1);
        const at::Tensor means = codes.abs().mean(0);
        BarFigure perUnit = bars(std::get<0>(means.sort(0, /*descending=*/true)), "unit, sorted", "mean activity");
        const bool aims = experiment.variant.parameters.text("method") == "kl";
        if (aims) {
            perUnit.referenceName = "target ρ";
            perUnit.reference = experiment.variant.parameters.real("target");
        }
        return {{"Mean activity of each unit",
                 aims ? "With a fitting weight, all bars stand near the target."
                      : "The larger the weight, the lower the bars. Units at zero are silent for every sample.",
                 perUnit},
                {"Activities", "Most numbers should lie near zero and a few far away from it.",
                 histogram(codes, 40, "activity")},
                unitsOf(view, codes, means)};
    }

private:
    static Figure unitsOf(const LensView& view, const at::Tensor& codes, const at::Tensor& means) {
        const std::int64_t shownUnits = std::min<std::int64_t>(64, codes.size(1));
        const at::Tensor busiest = std::get<1>(means.topk(shownUnits));
        // What one unit adds to the picture: the reconstruction with it fully on, less the one with every unit off.
        const at::Tensor off = at::zeros({1, codes.size(1)});
        const at::Tensor on = at::zeros({shownUnits, codes.size(1)}).scatter(1, busiest.unsqueeze(1), codes.max().item());
        PictureFigure figure = pictures(view.autoencoder.decode(on) - view.autoencoder.decode(off));
        const at::Tensor first = codes[0].index_select(0, busiest).abs() / codes[0].abs().max().clamp_min(1e-9);
        for (std::int64_t i = 0; i < shownUnits; ++i) {
            figure.opacities.push_back(first[i].item<double>());
            figure.captions.push_back("unit " + std::to_string(busiest[i].item<std::int64_t>() + 1));
        }
        return {"What units stand for",
                "What each of the busiest units adds to the picture, as opaque as it is active for the first sample.",
                figure};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeSparse() {
    return std::make_unique<Sparse>();
}

} // namespace hourglass
