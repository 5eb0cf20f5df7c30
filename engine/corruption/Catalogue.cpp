// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

namespace hourglass {

const Catalogue<Corruption>& corruptionCatalogue() {
    static const Catalogue<Corruption> catalogue(
        "corruption", kinds<Corruption>(makeNone(), makeMasking(), makeGaussianNoise(), makeSaltAndPepper()));
    return catalogue;
}

const std::vector<CatalogueEntry>& corruptionEntries() {
    return corruptionCatalogue().entries();
}

} // namespace hourglass
