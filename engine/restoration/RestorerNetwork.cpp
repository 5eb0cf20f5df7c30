// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/restoration/RestorerNetwork.h"

#include "engine/analysis/Measuring.h"
#include "engine/api/Error.h"
#include "engine/imaging/TileLayout.h"
#include "engine/imaging/Tiles.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <vector>

namespace hourglass {

namespace {

constexpr int kMultiple = 16; // both sides of a tile: halved four times at the most

/// With the same weights, for samples of another size; null when a layer is bound to the size of its samples.
std::shared_ptr<Autoencoder> resized(const Model& model, std::int64_t height, std::int64_t width) {
    const Autoencoder& original = *model.internals().autoencoder;
    DataTraits data = original.data();
    data.shape = {{data.shape.channels(), height, width}};
    const NetworkReport report = inspect(model.experiment(), data.shape, data.classes);
    if (report.fault || report.parameters() != original.network().parameters())
        return nullptr;
    auto copy = std::make_shared<Autoencoder>(model.experiment(), data);
    copyState(original, *copy);
    return copy;
}

/// As training would choose it, on this machine. A model that was trained in bf16 by hand must not be out of use on another.
Precision precisionFor(const Model& model) {
    const bool mayBeHalf = model.experiment().training.text("precision") != "fp32";
    return mayBeHalf && model.internals().autoencoder->gainsFromHalf() && halfIsFast() ? Precision::Half : Precision::Full;
}

/// Of a tile. The larger, the less is computed twice, but a few outputs of layers have to lie in memory.
int sideFor(const Autoencoder& autoencoder) {
    constexpr std::int64_t most = 100 << 20; // bytes of one of them
    const NetworkReport& network = autoencoder.network();
    std::int64_t widest = network.code->output.elements();
    for (const auto* layers : {&network.encoder, &network.decoder})
        for (const LayerReport& layer : *layers)
            widest = std::max(widest, layer.output.elements());
    const Shape& input = network.input;
    const std::int64_t perPixel = std::int64_t(sizeof(float)) * widest / (input.height() * input.width());
    for (const int side : {768, 512})
        if (perPixel * side * side <= most)
            return side;
    return 256;
}

/// As a batch of one, which shares the values.
at::Tensor batchOf(const Planes& picture) {
    return at::from_blob(const_cast<float*>(picture.values.data()), {1, picture.channels, picture.height, picture.width},
                         at::kFloat);
}

/// Rows of a picture from `from` on, reflected at its borders.
Planes bandOf(const Planes& picture, int from, int height, int width) {
    Planes band(width, height, picture.channels);
    const std::vector<int> xs = reflected(0, width, picture.width), ys = reflected(from, height, picture.height);
    for (int channel = 0; channel < band.channels; ++channel)
        for (int y = 0; y < height; ++y)
            std::ranges::transform(xs, band.row(channel, y),
                                   [row = picture.row(channel, ys[std::size_t(y)])](int x) { return row[x]; });
    return band;
}

} // namespace

Restorer::Network::Network(const Model& model)
    : m_model(model.copy())
    , m_precision(precisionFor(m_model)) {
    if (!shape().isPicture() || (channels() != 1 && channels() != 3))
        throw Error("The samples of this model are " + shape().text() +
                    " and no pictures. Choose a model that learned from photographs.");
    m_slides = resized(m_model, shape().height() + 5 * kMultiple, shape().width() + 3 * kMultiple) != nullptr;
    m_side = sideFor(*m_model.internals().autoencoder);
}

std::optional<Planes> Restorer::Network::byTiles(const Planes& picture, const RestorationProgress& progress) const {
    std::shared_ptr<Autoencoder> network; // for tiles, all of which have one size
    const auto process = [&](const Planes& in, Planes& out) {
        if (!network && !(network = resized(m_model, in.height, in.width)))
            throw Error("This model cannot be put to work on pictures of another size than its samples have.");
        const InUse inUse(*network, m_precision);
        batchOf(out).copy_(network->reconstruct(batchOf(in)));
    };
    return restoreInTiles(picture, {.side = m_side, .multiple = kMultiple}, process, progress);
}

/// A row of patches at once.
std::optional<Planes> Restorer::Network::byPatches(const Planes& picture, const RestorationProgress& progress) const {
    Autoencoder& network = *m_model.internals().autoencoder;
    const int height = int(shape().height()), width = int(shape().width());
    const int count = (picture.width + width - 1) / width;
    const InUse inUse(network, m_precision);
    Planes result(picture.width, picture.height, picture.channels);
    for (int y = 0; y < picture.height; y += height) {
        Planes band = bandOf(picture, y, height, count * width);
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
