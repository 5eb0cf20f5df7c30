// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Recipe.h"

namespace hourglass {

const Catalogue<Recipe>& recipeCatalogue() {
    static const Catalogue<Recipe> catalogue(
        "variant",
        kinds<Recipe>(makeUndercomplete(), makeDenoising(), makeSparse(), makeKSparse(), makeContractive(), makeDeep(),
                      makeStacked(), makeConvolutional(), makeVariational(), makeConvolutionalVariational(),
                      makeConditional(), makeAdversarial(), makeVaeGan(), makeVectorQuantised(), makeGraphVae()));
    return catalogue;
}

const std::vector<CatalogueEntry>& variantEntries() {
    return recipeCatalogue().entries();
}

Experiment withVariant(const Experiment& current, const std::string& variantId) {
    const Recipe& recipe = recipeCatalogue().at(variantId, "variant.kind");
    // What the old variant brought goes with it: a corruption that it cannot do without, a network as it proposes it.
    Experiment brought = defaultExperiment();
    brought.variant = {current.variant.kind, {}};
    brought = complete(recipeCatalogue().at(current.variant.kind, "variant.kind").adapted(std::move(brought)));
    Experiment changed = current;
    if (brought.corruption.kind != "none")
        changed.corruption = {"none", {}};
    if (changed.network == brought.network)
        changed.network = defaultExperiment().network;
    changed.variant = {variantId, {}};
    return complete(recipe.adapted(std::move(changed)));
}

} // namespace hourglass
