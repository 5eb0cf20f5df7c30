// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/CodecNetwork.h"

#include "engine/analysis/Measuring.h"
#include "engine/api/Error.h"
#include "engine/imaging/Tiles.h"
#include "engine/restoration/Sliding.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <zlib.h>

#include <algorithm>

namespace hourglass {

namespace {

/// Pixels that a tile sees beside what is kept of it: about as far as the network reaches that comes along.
constexpr int contextPixels = 64;

std::uint32_t fingerprintOf(const Model& model) {
    uLong sum = crc32(0, nullptr, 0);
    for (const auto& [name, tensor] : namedState(*model.internals().autoencoder)) {
        const at::Tensor values = tensor.to(at::kCPU).contiguous();
        sum = crc32_z(sum, static_cast<const Bytef*>(values.data_ptr()), values.nbytes());
    }
    return std::uint32_t(sum);
}

/// As many as there are pieces no longer than `most`, all as long.
int pieceLength(int length, int most, int multiple) {
    const int count = (length + most - 1) / most, share = (length + count - 1) / count;
    return (share + multiple - 1) / multiple * multiple;
}

/// Planes × height × width, into a place of others; what reaches beyond them is left out.
void paste(const at::Tensor& part, Planes& into, int left, int top) {
    const auto width = std::min<std::int64_t>(part.size(2), into.width - left),
               height = std::min<std::int64_t>(part.size(1), into.height - top);
    batchOf(into)[0]
        .slice(1, top, top + height)
        .slice(2, left, left + width)
        .copy_(part.slice(1, 0, height).slice(2, 0, width));
}

} // namespace

Compressor::Network::Network(const Model& model)
    : m_model(model.copy())
    , m_shape(pictureShape(m_model))
    , m_precision(precisionInUse(m_model))
    , m_fingerprint(fingerprintOf(m_model))
    , m_slides(slides(m_model))
    , m_codeChannels(0)
    , m_cellWidth(int(m_shape.width()))
    , m_cellHeight(int(m_shape.height())) {
    const Autoencoder& autoencoder = *m_model.internals().autoencoder;
    if (autoencoder.outputRule().difference)
        throw Error(
            "This network says what to take away from a picture, so that its code alone gives no picture back. Choose "
            "a model whose output is the picture itself.");
    const Shape& code = autoencoder.network().code->output;
    const auto divides = [](std::int64_t cells, std::int64_t pixels) {
        return pixels % cells == 0 && kTileMultiple % (pixels / cells) == 0;
    };
    m_slides = m_slides && code.isPicture() && divides(code.height(), m_shape.height()) &&
               m_shape.height() / code.height() == m_shape.width() / code.width();
    if (m_slides)
        m_cellWidth = m_cellHeight = int(m_shape.height() / code.height());
    m_codeChannels = int(m_slides ? code.channels() : code.elements());
}

at::Tensor Compressor::Network::batchFrom(const Planes& part) const {
    if (m_slides)
        return batchOf(part);
    return batchOf(part)
        .view({channels(), m_cellHeight, part.width / m_cellWidth, m_cellWidth})
        .permute({2, 0, 1, 3})
        .contiguous();
}

at::Tensor Compressor::Network::planesFrom(const at::Tensor& code) const {
    return m_slides ? code[0] : code.flatten(1).t().unsqueeze(1);
}

std::optional<Compressor::Network::Codes> Compressor::Network::encoded(const Planes& picture,
                                                                       const RestorationProgress& progress) const {
    Codes codes{Planes(codeWidth(picture.width), codeHeight(picture.height), m_codeChannels), {}};
    const int context = m_slides ? contextPixels : 0;
    const int most = tileSide(*m_model.internals().autoencoder) - 2 * context;
    const int width = m_slides ? pieceLength(picture.width, most, kTileMultiple) : codes.values.width * m_cellWidth,
              height = m_slides ? pieceLength(picture.height, most, kTileMultiple) : m_cellHeight;
    const auto network =
        m_slides ? resized(m_model, height + 2 * context, width + 2 * context) : m_model.internals().autoencoder;
    const InUse inUse(*network, m_precision);
    at::Tensor variances;
    const auto withoutContext = [&](const at::Tensor& code) {
        return planesFrom(code)
            .slice(1, context / m_cellHeight, codeHeight(context + height))
            .slice(2, context / m_cellWidth, codeWidth(context + width));
    };
    const double area = double(picture.height) * picture.width;
    for (int top = 0; top < picture.height; top += height)
        for (int left = 0; left < picture.width; left += width) {
            const Planes part = cutOut(picture, left - context, top - context, width + 2 * context, height + 2 * context);
            const hourglass::Code code = network->codeOf(batchFrom(part));
            paste(withoutContext(code.value), codes.values, left / m_cellWidth, top / m_cellHeight);
            if (code.posterior.defined()) {
                const at::Tensor mean =
                    withoutContext(code.posterior.logVariance.exp()).to(at::kDouble).mean(at::IntArrayRef{1, 2});
                variances = variances.defined() ? at::Tensor(variances + mean) : mean;
            }
            const double done = double(top) * picture.width +
                                double(std::min(left + width, picture.width)) * std::min(height, picture.height - top);
            if (progress && !progress(done / area))
                return std::nullopt;
        }
    if (variances.defined()) {
        const int count = ((picture.height + height - 1) / height) * ((picture.width + width - 1) / width);
        const at::Tensor means = (variances / double(count)).contiguous();
        codes.variances.assign(means.data_ptr<double>(), means.data_ptr<double>() + means.numel());
    }
    return codes;
}

std::optional<Planes> Compressor::Network::decoded(const Planes& codes, const RestorationProgress& progress) const {
    return m_slides ? decodedByTiles(codes, progress) : decodedByRows(codes, progress);
}

std::optional<Planes> Compressor::Network::decodedByTiles(const Planes& codes, const RestorationProgress& progress) const {
    std::shared_ptr<Autoencoder> network; // for tiles, all of which have one size
    const auto process = [&](const Planes& in, Planes& out) {
        if (!network)
            network = resized(m_model, out.height, out.width);
        const InUse inUse(*network, m_precision);
        batchOf(out).copy_(network->decode(batchOf(in)));
    };
    const TileOptions tiles{.side = tileSide(*m_model.internals().autoencoder) / m_cellWidth,
                            .context = contextPixels / m_cellWidth,
                            .feather = kTileMultiple / m_cellWidth,
                            .multiple = kTileMultiple / m_cellWidth,
                            .scale = m_cellWidth,
                            .channels = channels()};
    return restoreInTiles(codes, tiles, process, progress);
}

std::optional<Planes> Compressor::Network::decodedByRows(const Planes& codes, const RestorationProgress& progress) const {
    Autoencoder& network = *m_model.internals().autoencoder;
    const InUse inUse(network, m_precision);
    Planes result(codes.width * m_cellWidth, codes.height * m_cellHeight, channels());
    for (int row = 0; row < codes.height; ++row) {
        const at::Tensor batch = batchOf(codes)[0].select(1, row).t().contiguous();
        const at::Tensor patches = network.decode(batch); // N × channels × cell height × cell width
        paste(patches.permute({1, 2, 0, 3}).reshape({channels(), m_cellHeight, result.width}), result, 0,
              row * m_cellHeight);
        if (progress && !progress(double(row + 1) / codes.height))
            return std::nullopt;
    }
    return result;
}

} // namespace hourglass
