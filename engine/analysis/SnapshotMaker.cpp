// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SnapshotMaker.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <iterator>

namespace hourglass {

namespace {

constexpr std::int64_t kLatentSamples = 2000;
constexpr std::int64_t kReconstructions = 16;
constexpr std::int64_t kLensSamples = 500;
/// Of a reconstruction's picture: larger ones would cost the window more than they show.
constexpr int kLargestSide = 256;
/// Of a number on the latent map: sums of squares of such are still floats.
constexpr double kLargestCode = 1e15;
/// Elements of the latent samples taken together: keeps a snapshot of large pictures short.
constexpr std::int64_t kLatentElements = 20'000'000;

/// One sample of each class in turn, so that a row of reconstructions shows the whole data set.
at::Tensor variedSamples(const DataPart& part, std::int64_t classes, std::int64_t wanted) {
    if (classes == 0 || !part.labels.defined())
        return at::arange(std::min(wanted, part.count()), at::kLong);
    struct Turn {
        std::int64_t round, label, sample;
        auto operator<=>(const Turn&) const = default;
    };
    std::vector<Turn> turns;
    std::vector<std::int64_t> seen(std::size_t(classes), 0);
    const at::Tensor labels = part.labels.contiguous();
    const auto* const label = labels.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < part.count(); ++i)
        if (const std::int64_t round = seen[std::size_t(label[i])]++; round < wanted)
            turns.push_back({round, label[i], i});
    std::ranges::sort(turns);
    turns.resize(std::min(turns.size(), std::size_t(wanted)));
    std::vector<std::int64_t> chosen;
    std::ranges::transform(turns, std::back_inserter(chosen), &Turn::sample);
    return at::tensor(chosen, at::kLong);
}

std::vector<float> toVector(const at::Tensor& column) {
    const at::Tensor values = column.to(at::kFloat).contiguous();
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

std::string componentLabel(int number, double share) {
    return "principal component " + std::to_string(number) + " (" + std::to_string(std::lround(100 * share)) + " %)";
}

/// Of the first `count` samples; −1 without a class.
std::vector<int> labelsOf(const DataPart& part, std::int64_t count) {
    if (!part.labels.defined())
        return std::vector<int>(std::size_t(count), -1);
    const at::Tensor labels = part.labelRange(0, count).contiguous();
    return {labels.data_ptr<std::int64_t>(), labels.data_ptr<std::int64_t>() + count};
}

} // namespace

SnapshotMaker::SnapshotMaker(std::shared_ptr<const Dataset> dataset, std::int64_t seed)
    : m_dataset(std::move(dataset))
    , m_seed(seed) {
    const DatasetInfo& info = m_dataset->info;
    m_latentCount = std::clamp<std::int64_t>(kLatentElements / info.sampleShape.elements(), 1,
                                             std::min(kLatentSamples, m_dataset->validation.count()));
    m_latentLabels = labelsOf(m_dataset->validation, m_latentCount);
    m_shown = variedSamples(m_dataset->validation, std::int64_t(info.classNames.size()), kReconstructions);
    if (!info.inUnitRange) {
        const at::Tensor shown = m_dataset->validation.range(0, m_latentCount);
        m_low = shown.min().item<float>();
        m_high = std::max(shown.max().item<float>(), m_low + 1e-6f * (1 + std::abs(m_low)));
    }
}

std::vector<Image> SnapshotMaker::thumbnails() const {
    std::vector<Image> images;
    for (std::int64_t i = 0; i < m_latentCount; ++i)
        images.push_back(
            thumbnail(toImage(m_dataset->validation.range(i, 1)[0], m_dataset->info.sampleShape, m_low, m_high), 32));
    return images;
}

Snapshot SnapshotMaker::take(Autoencoder& autoencoder, const Experiment& experiment) {
    Snapshot snapshot;
    {
        const InUse inUse(autoencoder, autoencoder.precision()); // a map is for the eye
        snapshot.latent = latentMap(autoencoder);
    }
    const InUse inUse(autoencoder);
    snapshot.reconstructions = reconstructions(autoencoder, experiment);
    snapshot.lens = lens(autoencoder, experiment);
    return snapshot;
}

std::vector<Reconstruction> SnapshotMaker::reconstructions(Autoencoder& autoencoder, const Experiment& experiment) const {
    const Shape& shape = m_dataset->info.sampleShape;
    at::Generator generator = seededGenerator(m_seed, "snapshot");
    const at::Tensor originals = m_dataset->validation.gather(m_shown);
    const at::Tensor inputs = corrupted(experiment.corruption, originals, m_dataset->info.inUnitRange, generator);
    const at::Tensor labels = m_dataset->validation.gatherLabels(m_shown);
    const at::Tensor rebuilt = autoencoder.reconstruct(inputs, labels);
    const at::Tensor difference = (rebuilt - originals).abs();
    std::vector<Reconstruction> list;
    for (std::int64_t i = 0; i < m_shown.size(0); ++i) {
        Reconstruction shown;
        shown.sample = m_shown[i].item<std::int64_t>();
        shown.label = labels.defined() ? int(labels[i].item<std::int64_t>()) : -1;
        const auto image = [&](const at::Tensor& samples, float from, float to) {
            return thumbnail(toImage(samples[i], shape, from, to), kLargestSide);
        };
        shown.original = image(originals, m_low, m_high);
        shown.corrupted = image(inputs, m_low, m_high);
        shown.rebuilt = image(rebuilt, m_low, m_high);
        shown.difference = image(difference, 0, m_high - m_low);
        shown.mse = difference[i].square().mean().item<double>();
        list.push_back(std::move(shown));
    }
    return list;
}

std::vector<Figure> SnapshotMaker::lens(Autoencoder& autoencoder, const Experiment& experiment) const {
    at::Generator generator = seededGenerator(m_seed, "lens");
    const std::int64_t count = std::min({kLensSamples, m_latentCount, 2 * evaluationBatch(autoencoder.network())});
    const DataPart& part = m_dataset->validation;
    const at::Tensor samples = part.range(0, count);
    const at::Tensor input = corrupted(experiment.corruption, samples, m_dataset->info.inUnitRange, generator);
    const at::Tensor labels = part.labelRange(0, count);
    const Code code = autoencoder.codeOf(input, labels);
    // Finite weights may give codes that are none: nothing to draw, and the divergence check will say so.
    if (!code.value.isfinite().all().item<bool>())
        return {};
    return autoencoder.lens({autoencoder, m_dataset->training, samples, input, code, labels, generator});
}

LatentMap SnapshotMaker::latentMap(Autoencoder& autoencoder) {
    // A code that left the range of floats is for the divergence check; the map must only survive it.
    const at::Tensor codes =
        codesOf(autoencoder, m_dataset->validation, m_latentCount).nan_to_num(0).clamp(-kLargestCode, kLargestCode);
    LatentMap map;
    map.labels = m_latentLabels;
    at::Tensor plane = codes;
    if (codes.size(1) > 2 && m_latentCount > 2) {
        Pca pca = fitPca(codes, 2);
        if (m_lastComponents.defined())
            pca.components =
                at::where((pca.components * m_lastComponents).sum(1, true) < 0, -pca.components, pca.components);
        m_lastComponents = pca.components;
        plane = pca.project(codes);
        const auto share = [&](int i) { return pca.variances[i].item<double>() / std::max(pca.totalVariance, 1e-30); };
        map.xLabel = componentLabel(1, share(0));
        map.yLabel = componentLabel(2, share(1));
    } else {
        map.xLabel = "code 1";
        map.yLabel = codes.size(1) > 1 ? "code 2" : "";
    }
    map.x = toVector(plane.select(1, 0));
    map.y = plane.size(1) > 1 ? toVector(plane.select(1, 1)) : std::vector<float>(map.x.size(), 0);
    return map;
}

} // namespace hourglass
