// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/TopK.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>

namespace hourglass {

namespace {

class KSparse final : public Recipe {
public:
    KSparse()
        : Recipe({"k-sparse",
                  "k-sparse",
                  "Only the k largest numbers of the code pass.",
                  "The simplest way to a sparse code: compute all its numbers, keep the k largest, set the others to zero. "
                  "No penalty to balance. A small k gives units that stand for whole classes, a large one for single "
                  "strokes. In use, a few more than k may pass, which helps a classifier.",
                  "Makhzani & Frey, k-Sparse Autoencoders, ICLR 2014",
                  {ParameterSpec::integer("k", "Kept k", 25, 1, 65536)
                       .withHelp("Numbers of the code that pass while training."),
                   ParameterSpec::real("scheduleEpochs", "k falls during", 0, 0, 10000, 1)
                       .withUnit("epochs")
                       .withHelp("More than k numbers pass at first, fewer and fewer during these epochs, so that every "
                                 "unit learns before the choice becomes strict. The paper takes half of all epochs; 0 "
                                 "keeps k the same throughout."),
                   ParameterSpec::integer("startK", "k at first", 100, 1, 65536)
                       .withHelp("Numbers that pass at the beginning where k falls."),
                   ParameterSpec::real("alpha", "In use α", 1, 1, 20, 0.5)
                       .withHelp("α·k numbers pass when the trained network is used. The paper takes 3 for "
                                 "classification.")}}) {}

    Experiment adapted(Experiment current) const override {
        if (current.network.code.size < 256)
            current.network = {{}, {"vector", 1000, "none"}, true, {}};
        return current;
    }

    void check(const Experiment& experiment) const override {
        const std::int64_t k = experiment.variant.parameters.integer("k");
        if (k > experiment.network.code.size && experiment.network.code.kind == "vector")
            throw Error("The code has only " + std::to_string(experiment.network.code.size) +
                            " numbers. Choose a smaller k, or a larger code.",
                        "variant.k");
    }

    std::shared_ptr<Bottleneck> bottleneck(const Experiment& experiment, at::Generator&) const override {
        const Parameters& parameters = experiment.variant.parameters;
        const std::int64_t k = parameters.integer("k");
        const TopKSchedule schedule{parameters.integer("startK"), parameters.real("scheduleEpochs")};
        return std::make_shared<TopK>(k, std::llround(parameters.real("alpha") * double(k)), schedule);
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        const at::Tensor codes = view.code.value.flatten(1);
        const at::Tensor chosen = (codes != 0).to(at::kFloat).mean(0);
        return {{"How often each unit is chosen",
                 "Units at zero are never chosen: dead. A larger k, or a longer training, wakes them.",
                 bars(std::get<0>(chosen.sort(0, /*descending=*/true)), "unit, sorted", "share of samples")},
                {"The numbers that passed", "", histogram(codes.masked_select(codes != 0), 40, "value")}};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeKSparse() {
    return std::make_unique<KSparse>();
}

} // namespace hourglass
