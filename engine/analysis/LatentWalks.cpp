// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LatentWalks.h"

#include "engine/analysis/CodeRows.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace hourglass {

namespace {

constexpr std::int64_t kMostPairs = 200;
constexpr std::int64_t kPlaces = 17; // 16 steps
/// Encoded and decoded in one go.
constexpr std::int64_t kPairsTogether = 10;

/// pairs × places × numbers in a code.
at::Tensor walks(const at::Tensor& from, const at::Tensor& to, WalkPath path) {
    std::vector<at::Tensor> all;
    for (std::int64_t i = 0; i < from.size(0); ++i)
        all.push_back(at::tensor(walk(asVector(from[i]), asVector(to[i]), kPlaces, path)).reshape({kPlaces, from.size(1)}));
    return at::stack(all);
}

} // namespace

std::optional<WalkFigures> walkFigures(const LatentSamples& samples, WalkPath path, const Onward& onward) {
    const EncodedSamples& held = samples.held();
    WalkFigures figures{.pairs = std::min(kMostPairs, held.count() / 2)};
    at::Generator choice = seededGenerator(samples.seed(), "latent pairs");
    const at::Tensor order = at::randperm(held.count(), choice, at::kLong);
    double ratios = 0;
    std::int64_t apart = 0;
    for (std::int64_t first = 0; first < figures.pairs; first += kPairsTogether) {
        if (!onward(double(first) / double(figures.pairs)))
            return {};
        const std::int64_t count = std::min(kPairsTogether, figures.pairs - first);
        const at::Tensor from = order.narrow(0, first, count), to = order.narrow(0, figures.pairs + first, count);
        const at::Tensor codes = walks(held.codes.index_select(0, from), held.codes.index_select(0, to), path);
        const at::Tensor labels =
            held.labels.defined() ? held.labels.index_select(0, from).repeat_interleave(kPlaces) : at::Tensor();
        const at::Tensor decoded = samples.decoded(codes.flatten(0, 1), labels);
        const at::Tensor again = samples.encoded(decoded, labels).reshape(codes.sizes());
        const at::Tensor pictures = decoded.reshape({count, kPlaces, -1});
        const at::Tensor lost = (again - codes).norm(2, 2) / samples.usualDistance(); // pairs × places
        const at::Tensor between = lost.narrow(1, 1, kPlaces - 2);
        figures.error += between.mean(1).sum().item<double>() / double(figures.pairs);
        figures.errorAtEnds +=
            (lost.select(1, 0) + lost.select(1, kPlaces - 1)).sum().item<double>() / double(2 * figures.pairs);
        const at::Tensor steps = (pictures.narrow(1, 1, kPlaces - 1) - pictures.narrow(1, 0, kPlaces - 1)).norm(2, 2).sum(1);
        const at::Tensor straight = (pictures.select(1, kPlaces - 1) - pictures.select(1, 0)).norm(2, 1);
        const at::Tensor differ = straight > 0;
        ratios += (steps / straight).masked_select(differ).sum().item<double>();
        apart += differ.sum().item<std::int64_t>();
    }
    figures.pathLength = apart > 0 ? ratios / double(apart) : std::numeric_limits<double>::quiet_NaN();
    return figures;
}

} // namespace hourglass
