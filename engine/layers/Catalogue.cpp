// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kinds.h"

namespace hourglass {

const Catalogue<Layer>& layerCatalogue() {
    static const Catalogue<Layer> catalogue(
        "layer kind",
        kinds<Layer>(makeDense(), makeConvolution(), makeTransposedConvolution(), makeMaxPooling(), makeAveragePooling(),
                     makeUpsampling(), makePixelUnshuffle(), makePixelShuffle(), makeResidual(), makeUBlock(),
                     makeBatchNormalisation(), makeLayerNormalisation(), makeDropout(), makeFlatten(), makeReshape()));
    return catalogue;
}

const std::vector<CatalogueEntry>& layerEntries() {
    return layerCatalogue().entries();
}

} // namespace hourglass
