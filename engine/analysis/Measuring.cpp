// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Measuring.h"

#include "engine/api/Error.h"

namespace hourglass {

std::shared_ptr<const Dataset> datasetFor(const Model& model, const Experiment& on) {
    const Autoencoder& autoencoder = *model.internals().autoencoder;
    const DataTraits& known = autoencoder.data();
    auto dataset = loadDataset(on.dataset);
    if (dataset->info.sampleShape != known.shape)
        throw Error("The data have samples of " + dataset->info.sampleShape.text() + "; this model needs " +
                        known.shape.text() + ". Choose data of that shape, or have them resized to it.",
                    "dataset");
    if (autoencoder.parts().toldClasses > 0 && std::int64_t(dataset->info.classNames.size()) != known.classes)
        throw Error("The data have " + std::to_string(dataset->info.classNames.size()) +
                        " classes, and this model learned " + std::to_string(known.classes) +
                        ". Choose data with the same classes.",
                    "dataset");
    if (autoencoder.outputRule().loss == "bce" && !dataset->info.inUnitRange)
        throw Error("The data leave the range from 0 to 1, and this model's loss, binary cross-entropy, is for data "
                    "inside it. Scale the columns to the range 0 to 1.",
                    "dataset");
    return dataset;
}

std::shared_ptr<const DatasetAlbum> ownAlbum(const Model& model) {
    Model::Private& internals = model.internals();
    if (!internals.album)
        internals.album = std::make_shared<DatasetAlbum>(datasetFor(model, internals.experiment));
    return internals.album;
}

PictureRange pictureRange(const Model& model) {
    Model::Private& internals = model.internals();
    if (internals.autoencoder->data().inUnitRange || internals.dataAreMissing)
        return {};
    try {
        const auto album = ownAlbum(model);
        return {album->low(), album->high()};
    } catch (const Error&) {
        internals.dataAreMissing = true;
        return {};
    }
}

} // namespace hourglass
