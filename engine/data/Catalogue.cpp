// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Data.h"
#include "engine/data/Kinds.h"

namespace hourglass {

const Catalogue<DataSource>& dataCatalogue() {
    static const Catalogue<DataSource> catalogue("data set",
                                                 kinds<DataSource>(makeDigits(), makeFashionMnist(), makeCustomersProducts(),
                                                                   makePictures(), makePhotographs(), makeCsv(), makeIdx()));
    return catalogue;
}

const std::vector<CatalogueEntry>& datasetEntries() {
    return dataCatalogue().entries();
}

bool needsFile(const std::string& datasetId) {
    return dataCatalogue().at(datasetId).needsFile();
}

} // namespace hourglass
