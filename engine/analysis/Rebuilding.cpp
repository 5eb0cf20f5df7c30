// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Rebuilding.h"

#include "engine/analysis/Evaluation.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <limits>

namespace hourglass {

namespace {

/// Larger pictures would cost the window more than they show.
constexpr int kReconstructionSide = 256;
constexpr std::int64_t kExtremes = 16;
/// Numbers in all samples that are searched for extremes: keeps a snapshot of large pictures short.
constexpr std::int64_t kSearchedElements = 20'000'000;
/// Arithmetic for all of them: about a second.
constexpr std::int64_t kSearchedFlops = 100'000'000'000;

/// Samples on their way through the network.
struct Passage {
    at::Tensor numbers, labels, originals, inputs, outputs;

    at::Tensor errors() const { return (outputs - originals).square().flatten(1).mean(1); }
    Passage select(const at::Tensor& places) const {
        const auto chosen = [&](const at::Tensor& all) { return all.defined() ? all.index_select(0, places) : all; };
        return {chosen(numbers), chosen(labels), chosen(originals), chosen(inputs), chosen(outputs)};
    }
    Passage with(const Passage& more) const {
        const auto joined = [](const at::Tensor& a, const at::Tensor& b) { return a.defined() ? at::cat({a, b}) : b; };
        return {joined(numbers, more.numbers), joined(labels, more.labels), joined(originals, more.originals),
                joined(inputs, more.inputs), joined(outputs, more.outputs)};
    }
};

Passage pass(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album, const at::Tensor& numbers,
             bool own, at::Generator& generator) {
    Passage passage;
    passage.numbers = numbers;
    passage.labels = album.gatherLabels(numbers);
    passage.originals = album.gather(numbers);
    passage.inputs = corrupted(experiment.corruption, passage.originals, album.info().inUnitRange, generator);
    passage.outputs = autoencoder.reconstruct(passage.inputs, own ? passage.labels : at::Tensor());
    return passage;
}

std::vector<Reconstruction> shown(const Passage& passage, const DatasetAlbum& album) {
    const Shape& shape = album.info().sampleShape;
    const at::Tensor difference = (passage.outputs - passage.originals).abs();
    const at::Tensor errors = passage.errors();
    std::vector<Reconstruction> list;
    for (std::int64_t i = 0; i < passage.numbers.size(0); ++i) {
        const auto image = [&](const at::Tensor& samples, float from, float to) {
            return thumbnail(toImage(samples[i], shape, from, to), kReconstructionSide);
        };
        Reconstruction one;
        one.sample = passage.numbers[i].item<std::int64_t>();
        one.label = passage.labels.defined() ? int(passage.labels[i].item<std::int64_t>()) : -1;
        one.original = image(passage.originals, album.low(), album.high());
        one.corrupted = image(passage.inputs, album.low(), album.high());
        one.rebuilt = image(passage.outputs, album.low(), album.high());
        one.difference = image(difference, 0, album.high() - album.low());
        one.mse = errors[i].item<double>();
        list.push_back(std::move(one));
    }
    return list;
}

} // namespace

std::vector<Reconstruction> rebuilt(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album,
                                    const at::Tensor& numbers, std::int64_t seed, bool own) {
    if (numbers.size(0) == 0)
        return {};
    at::Generator generator = seededGenerator(seed, "snapshot");
    return shown(pass(autoencoder, experiment, album, numbers, own, generator), album);
}

std::vector<Reconstruction> extremes(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album,
                                     Watch::Extremes which, std::int64_t seed) {
    const std::int64_t affordable = std::min(kSearchedElements / album.info().sampleShape.elements(),
                                             kSearchedFlops / std::max<std::int64_t>(autoencoder.network().flops(), 1));
    const std::int64_t count = std::clamp<std::int64_t>(affordable, 1, album.dataset()->validation.count());
    at::Generator generator = seededGenerator(seed, "extremes");
    Passage best;
    for (const at::Tensor& numbers : at::arange(count, at::kLong).split(evaluationBatch(autoencoder.network()))) {
        best = best.with(pass(autoencoder, experiment, album, numbers, true, generator));
        // A faulty network is still looked at: what is no number is an error as large as can be.
        const at::Tensor errors = best.errors().nan_to_num(std::numeric_limits<float>::max());
        best = best.select(std::get<1>(at::topk(errors, std::min(kExtremes, errors.size(0)), 0,
                                                /*largest=*/which == Watch::Extremes::Worst)));
    }
    return shown(best, album);
}

} // namespace hourglass
