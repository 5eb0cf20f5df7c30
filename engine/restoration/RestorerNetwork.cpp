// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/restoration/RestorerNetwork.h"

#include "engine/analysis/Measuring.h"
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/imaging/Tiles.h"
#include "engine/restoration/Sliding.h"

#include <algorithm>

namespace hourglass {

static Planes channelOf(const Planes& picture, int channel) {
    Planes one(picture.width, picture.height, 1);
    std::copy_n(picture.plane(channel), picture.area(), one.plane(0));
    return one;
}

Restorer::Network::Network(const Model& model)
    : m_model(model.copy())
    , m_shape(pictureShape(m_model))
    , m_precision(precisionInUse(m_model))
    , m_slides(hourglass::slides(m_model))
    , m_side(tileSide(*m_model.internals().autoencoder)) {}

int Restorer::Network::longestSide() const {
    const Parameters& dataset = m_model.experiment().dataset.parameters;
    return dataset.contains("longestSide") ? int(dataset.integer("longestSide")) : 0;
}

std::optional<Planes> Restorer::Network::restoredInColour(const Planes& picture, const RestorationProgress& progress) const {
    if (channels() == picture.channels)
        return restored(picture, progress);
    if (channels() == 3) {
        const std::optional<Planes> coloured = restored(damage::inThree(picture), progress);
        return coloured ? std::optional(damage::greyscale(*coloured)) : std::nullopt;
    }
    Planes result(picture.width, picture.height, picture.channels);
    for (int channel = 0; channel < picture.channels; ++channel) {
        const auto share = [&](double done) { return !progress || progress((channel + done) / picture.channels); };
        const std::optional<Planes> one = restored(channelOf(picture, channel), share);
        if (!one)
            return std::nullopt;
        std::copy_n(one->plane(0), one->area(), result.plane(channel));
    }
    return result;
}

std::optional<Planes> Restorer::Network::byTiles(const Planes& picture, const RestorationProgress& progress) const {
    std::shared_ptr<Autoencoder> network; // for tiles, all of which have one size
    const auto process = [&](const Planes& in, Planes& out) {
        if (!network && !(network = resized(m_model, in.height, in.width)))
            throw Error("This model cannot be put to work on pictures of another size than its samples have.");
        const InUse inUse(*network, m_precision);
        batchOf(out).copy_(network->reconstruct(batchOf(in)));
    };
    return restoreInTiles(picture, {.side = m_side, .multiple = kTileMultiple}, process, progress);
}

/// A row of patches at once.
std::optional<Planes> Restorer::Network::byPatches(const Planes& picture, const RestorationProgress& progress) const {
    Autoencoder& network = *m_model.internals().autoencoder;
    const int height = int(m_shape.height()), width = int(m_shape.width());
    const int count = (picture.width + width - 1) / width;
    const InUse inUse(network, m_precision);
    Planes result(picture.width, picture.height, picture.channels);
    for (int y = 0; y < picture.height; y += height) {
        Planes band = cutOut(picture, 0, y, count * width, height);
        const at::Tensor patches = batchOf(band).view({channels(), height, count, width}).permute({2, 0, 1, 3});
        patches.copy_(network.reconstruct(patches.contiguous()));
        const int kept = std::min(height, picture.height - y);
        for (int channel = 0; channel < result.channels; ++channel)
            for (int row = 0; row < kept; ++row)
                std::copy_n(band.row(channel, row), result.width, result.row(channel, y + row));
        if (progress && !progress(double(y + kept) / picture.height))
            return std::nullopt;
    }
    return result;
}

} // namespace hourglass
