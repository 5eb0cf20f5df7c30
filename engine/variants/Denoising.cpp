// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Recipe.h"

namespace hourglass {

namespace {

class Denoising final : public Recipe {
public:
    Denoising()
        : Recipe({"denoising",
                  "Denoising",
                  "Sees a damaged input and must give back the clean one.",
                  "The input is damaged on purpose before the network sees it, and the loss compares the output with "
                  "the undamaged original. Copying no longer helps: the network has to learn what intact samples look "
                  "like and pull damaged ones back to them. The result cleans pictures, and its code is sturdier than "
                  "that of a plain autoencoder.",
                  "Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, ICML 2008",
                  {}}) {}

    Experiment adapted(Experiment current) const override {
        if (current.corruption.kind == "none")
            current.corruption = {"masking", {}};
        return current;
    }

    void check(const Experiment& experiment) const override {
        if (experiment.corruption.kind == "none")
            throw Error("A denoising autoencoder needs something to undo. Choose a corruption, for example masking.",
                        "corruption.kind");
    }
};

} // namespace

std::unique_ptr<const Recipe> makeDenoising() { return std::make_unique<Denoising>(); }

} // namespace hourglass
