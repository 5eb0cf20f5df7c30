// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SnapshotMaker.h"

#include "engine/analysis/AlbumCodes.h"
#include "engine/analysis/CodeRows.h"
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/InsideView.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Pca.h"
#include "engine/analysis/Rebuilding.h"
#include "engine/analysis/SmallTable.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr std::int64_t kReconstructions = 16;
constexpr std::int64_t kLensSamples = 500;
constexpr std::int64_t kNeighbours = 12;
/// Codes that the plane of the map is fitted to, unless they have too many numbers.
constexpr std::int64_t kPlaneSamples = 10'000;
constexpr std::int64_t kLatentSamples = 2000;
/// Numbers in all samples of the latent map taken together: keeps a snapshot of large pictures short. When more are asked
/// for, those of 28 × 28 pixels are not cut down.
constexpr std::int64_t kLatentElements = 20'000'000;
constexpr std::int64_t kMostLatentElements = LatentWatch::MostSamples * 784;
/// A few seconds of arithmetic: so long may a training wait for a map that somebody asked for.
constexpr std::int64_t kMostLatentFlops = 200'000'000'000;

/// Numbers in a sample, or in its code where those are more.
std::int64_t largestNumbers(const NetworkReport& network) {
    return std::max(network.input.elements(), network.code->output.elements());
}

std::int64_t encoderFlops(const NetworkReport& network) {
    std::int64_t flops = network.code->flops;
    for (const LayerReport& layer : network.encoder)
        flops += layer.flops;
    return std::max<std::int64_t>(flops, 1);
}

/// How many samples the map has.
std::int64_t latentCount(const LatentWatch& watch, const DatasetAlbum& album, const NetworkReport& network) {
    if (!watch.samples) {
        const std::int64_t validation = album.dataset()->validation.count();
        return std::clamp<std::int64_t>(kLatentElements / largestNumbers(network), 1, std::min(kLatentSamples, validation));
    }
    const std::int64_t affordable =
        std::min(kMostLatentElements / largestNumbers(network), kMostLatentFlops / encoderFlops(network));
    return std::clamp<std::int64_t>(std::min({*watch.samples, LatentWatch::MostSamples, affordable}), 1, album.count());
}

std::string componentLabel(int number, double share) {
    return "principal component " + std::to_string(number) + " (" + std::to_string(std::lround(100 * share)) + " %)";
}

std::string codeLabel(std::int64_t number) {
    return "code " + std::to_string(number + 1);
}

std::vector<Neighbour> neighboursOf(std::int64_t sample, const at::Tensor& codes) {
    at::Tensor distances = (codes - codes[sample]).square().sum(1).sqrt();
    distances[sample] = -1; // itself first, whatever lies on the same spot
    const auto [nearest, places] =
        at::topk(distances, std::min(kNeighbours + 1, distances.size(0)), 0, /*largest=*/false, /*sorted=*/true);
    std::vector<Neighbour> neighbours;
    for (std::int64_t i = 1; i < nearest.size(0); ++i)
        neighbours.push_back({places[i].item<std::int64_t>(), nearest[i].item<double>()});
    return neighbours;
}

at::Tensor numbersIn(const DatasetAlbum& album, std::vector<std::int64_t> numbers) {
    std::erase_if(numbers, [&](std::int64_t number) { return number < 0 || number >= album.count(); });
    return at::tensor(numbers, at::kLong);
}

} // namespace

SnapshotMaker::SnapshotMaker(std::shared_ptr<const DatasetAlbum> album, std::int64_t seed)
    : m_album(std::move(album))
    , m_seed(seed)
    , m_shown(variedSamples(*m_album->dataset(), kReconstructions)) {}

Snapshot SnapshotMaker::take(Autoencoder& autoencoder, const Experiment& experiment) {
    Watch plain;
    plain.number = m_watch.number;
    if (m_watch == plain)
        return taken(autoencoder, experiment);
    try {
        return guarded([&] { return taken(autoencoder, experiment); });
    } catch (const Error& error) {
        m_watch = plain;
        Snapshot snapshot = taken(autoencoder, experiment);
        snapshot.watchFault = error.message();
        return snapshot;
    }
}

Snapshot SnapshotMaker::taken(Autoencoder& autoencoder, const Experiment& experiment) {
    Snapshot snapshot;
    snapshot.watch = m_watch.number;
    {
        const InUse inUse(autoencoder, autoencoder.precision()); // a map is for the eye
        snapshot.latent = latentMap(autoencoder);
    }
    const InUse inUse(autoencoder);
    const auto rebuild = [&](const DatasetAlbum& album, const at::Tensor& numbers, bool own) {
        return rebuilt(autoencoder, experiment, album, numbers, m_seed, own);
    };
    snapshot.reconstructions = rebuild(*m_album, m_shown, true);
    snapshot.lens = lens(autoencoder, experiment);
    snapshot.pinned = rebuild(*m_album, numbersIn(*m_album, m_watch.pinned), true);
    if (m_watch.extremes != Watch::Extremes::None)
        snapshot.extremes = extremes(autoencoder, experiment, *m_album, m_watch.extremes, m_seed);
    if (const auto* elsewhere = dynamic_cast<const DatasetAlbum*>(m_watch.elsewhere.get()))
        if (elsewhere->info().sampleShape == m_album->info().sampleShape) // and not for the network before
            snapshot.elsewhere = rebuild(*elsewhere, at::arange(elsewhere->count(), at::kLong), false);
    if (m_watch.inside)
        snapshot.inside = lookInside(autoencoder, experiment, *m_album, *m_watch.inside, m_seed);
    return snapshot;
}

std::vector<Figure> SnapshotMaker::lens(Autoencoder& autoencoder, const Experiment& experiment) const {
    at::Generator generator = seededGenerator(m_seed, "lens");
    const DataPart& part = m_album->dataset()->validation;
    const std::int64_t affordable = std::max<std::int64_t>(1, kLatentElements / m_album->info().sampleShape.elements());
    const std::int64_t count =
        std::min({kLensSamples, part.count(), affordable, 2 * evaluationBatch(autoencoder.network())});
    const at::Tensor samples = part.range(0, count);
    const at::Tensor input = corrupted(experiment.corruption, samples, m_album->info().inUnitRange, generator);
    const at::Tensor labels = part.labelRange(0, count);
    const Code code = autoencoder.codeOf(input, labels);
    // Finite weights may give codes that are none: nothing to draw, and the divergence check will say so.
    if (!code.value.isfinite().all().item<bool>())
        return {};
    std::vector<Figure> figures = autoencoder.lens({autoencoder, m_album->dataset()->training, samples, input, code, labels,
                                                    !m_album->dataset()->validatesOnTraining(), generator});
    for (Figure& figure : smallTable(autoencoder, *m_album))
        figures.push_back(std::move(figure));
    return figures;
}

LatentMap SnapshotMaker::latentMap(Autoencoder& autoencoder) {
    const LatentWatch& watch = m_watch.latent;
    const std::int64_t count = latentCount(watch, *m_album, autoencoder.network());
    const at::Tensor codes = albumCodes(autoencoder, *m_album, count);
    LatentMap map;
    map.labels = albumLabels(*m_album, count);
    map.dimensions = codes.size(1);
    at::Tensor x, y;
    if (watch.axes == LatentWatch::Axes::Principal && codes.size(1) > 2 && count > 2) {
        const std::int64_t fitted = codes.size(1) > ManyFeatures ? ManyFeatures : kPlaneSamples;
        Pca pca = fitPca(codes.narrow(0, 0, std::min(count, fitted)), 2);
        if (m_axes.defined() && m_axes.sizes() == pca.components.sizes())
            pca.components = at::where((pca.components * m_axes).sum(1, true) < 0, -pca.components, pca.components);
        m_axes = pca.components;
        const at::Tensor plane = pca.project(codes);
        x = plane.select(1, 0);
        y = plane.select(1, 1);
        const auto share = [&](int i) { return pca.variances[i].item<double>() / std::max(pca.totalVariance, 1e-30); };
        map.xLabel = componentLabel(1, share(0));
        map.yLabel = componentLabel(2, share(1));
    } else {
        const bool chosen = watch.axes == LatentWatch::Axes::Chosen;
        const auto number = [&](std::int64_t wanted) { return std::clamp<std::int64_t>(wanted, 0, codes.size(1) - 1); };
        const std::int64_t across = number(chosen ? watch.x : 0);
        const std::int64_t up = number(chosen ? watch.y : 1);
        x = codes.select(1, across);
        map.xLabel = codeLabel(across);
        y = codes.size(1) > 1 ? codes.select(1, up) : at::zeros_like(x);
        map.yLabel = codes.size(1) > 1 ? codeLabel(up) : "";
    }
    map.x = asVector(x);
    map.y = asVector(y);
    if (watch.neighboursOf && *watch.neighboursOf >= 0 && *watch.neighboursOf < count) {
        map.neighboursOf = watch.neighboursOf;
        map.neighbours = neighboursOf(*watch.neighboursOf, codes);
    }
    return map;
}

Snapshot look(const Model& model, const Watch& watch) {
    return guarded([&] {
        Model::Private& internals = model.internals();
        SnapshotMaker maker(ownAlbum(model), internals.experiment.training.integer("seed"));
        maker.setWatch(watch);
        maker.keepTo(internals.mapAxes);
        Snapshot snapshot = maker.take(*internals.autoencoder, internals.experiment);
        internals.mapAxes = maker.axes();
        return snapshot;
    });
}

} // namespace hourglass
