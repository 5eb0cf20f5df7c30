// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Recipe.h"

namespace hourglass {

const Catalogue<Recipe>& recipeCatalogue() {
    static const Catalogue<Recipe> catalogue("variant", kinds<Recipe>(makeUndercomplete(), makeDenoising(),
                                                                      makeConvolutional()));
    return catalogue;
}

const std::vector<CatalogueEntry>& variantEntries() { return recipeCatalogue().entries(); }

Experiment withVariant(const Experiment& current, const std::string& variantId) {
    const Recipe& recipe = recipeCatalogue().at(variantId, "variant.kind");
    Experiment changed = current;
    // A corruption that the old variant cannot do without goes with it.
    Experiment clean = current;
    clean.corruption = {"none", {}};
    if (const Recipe& old = recipeCatalogue().at(current.variant.kind, "variant.kind");
        old.adapted(clean).corruption.kind != "none")
        changed.corruption = clean.corruption;
    changed.variant = {variantId, {}};
    return complete(recipe.adapted(std::move(changed)));
}

} // namespace hourglass
