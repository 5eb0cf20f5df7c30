// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corruption/Kinds.h"

#include "engine/api/Error.h"

namespace hourglass {

void Corruption::requirePictures(const at::Tensor& input) const {
    if (input.dim() != 4)
        throw Error("\"" + entry().title +
                        "\" is for pictures, and these data are none. Choose another corruption, or data of "
                        "pictures.",
                    "corruption.kind");
}

const Catalogue<Corruption>& corruptionCatalogue() {
    static const Catalogue<Corruption> catalogue(
        "corruption", kinds<Corruption>(makeNone(), makeMasking(), makeGaussianNoise(), makeSpeckle(), makeSaltAndPepper(),
                                        makeMissingParts(), makeGreyscale(), makeHalfSize(), makeJpeg()));
    return catalogue;
}

const std::vector<CatalogueEntry>& corruptionEntries() {
    return corruptionCatalogue().entries();
}

} // namespace hourglass
