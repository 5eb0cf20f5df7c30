// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/restoration/Sliding.h"

#include "engine/api/Error.h"
#include "engine/imaging/TileLayout.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <vector>

namespace hourglass {

const Shape& pictureShape(const Model& model) {
    const Shape& shape = model.internals().autoencoder->data().shape;
    if (!shape.isPicture() || (shape.channels() != 1 && shape.channels() != 3))
        throw Error("The samples of this model are " + shape.text() +
                    " and no pictures. Choose a model that learned from photographs.");
    return shape;
}

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

bool slides(const Model& model) {
    const Shape& shape = pictureShape(model);
    return resized(model, shape.height() + 5 * kTileMultiple, shape.width() + 3 * kTileMultiple) != nullptr;
}

Precision precisionInUse(const Model& model) {
    const bool mayBeHalf = model.experiment().training.text("precision") != "fp32";
    return mayBeHalf && model.internals().autoencoder->gainsFromHalf() && halfIsFast() ? Precision::Half : Precision::Full;
}

int tileSide(const Autoencoder& autoencoder) {
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

at::Tensor batchOf(const Planes& picture) {
    return at::from_blob(const_cast<float*>(picture.values.data()), {1, picture.channels, picture.height, picture.width},
                         at::kFloat);
}

Planes cutOut(const Planes& picture, int left, int top, int width, int height) {
    Planes part(width, height, picture.channels);
    const std::vector<int> xs = reflected(left, width, picture.width), ys = reflected(top, height, picture.height);
    for (int channel = 0; channel < part.channels; ++channel)
        for (int y = 0; y < height; ++y)
            std::ranges::transform(xs, part.row(channel, y),
                                   [row = picture.row(channel, ys[std::size_t(y)])](int x) { return row[x]; });
    return part;
}

} // namespace hourglass
