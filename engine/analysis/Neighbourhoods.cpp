// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Neighbourhoods.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <limits>

namespace hourglass {

namespace {

constexpr std::int64_t kTogether = 256; // rows
constexpr double kFar = std::numeric_limits<double>::infinity();

/// Exact: distances by products lose what is small beside the points themselves.
at::Tensor distances(const at::Tensor& from, const at::Tensor& to) {
    return at::cdist(from, to, 2, /*compute_mode=*/2);
}

/// From rows [first, first + count) to all; from each to itself it is infinitely far.
at::Tensor distancesToOthers(const at::Tensor& rows, std::int64_t first, std::int64_t count) {
    at::Tensor all = distances(rows.narrow(0, first, count), rows);
    all.narrow(1, first, count).diagonal().fill_(kFar);
    return all;
}

/// Of each row's numbers, the places in their order, from 1.
at::Tensor ranks(const at::Tensor& numbers) {
    const at::Tensor places = at::arange(1, numbers.size(1) + 1, at::kLong).expand_as(numbers);
    return at::empty(numbers.sizes(), at::kLong)
        .scatter_(1, std::get<1>(numbers.sort(/*stable=*/true, 1, /*descending=*/false)), places);
}

/// Σ of how far beyond k those are, by `truth`, that are the k nearest by `shown`.
double costOf(const at::Tensor& truth, const at::Tensor& shown, std::int64_t k) {
    const at::Tensor nearest = std::get<1>(at::topk(shown, k, 1, /*largest=*/false));
    return (ranks(truth).gather(1, nearest) - k).clamp_min(0).sum().item<double>();
}

/// N × classes: 1 for the class of each.
at::Tensor oneHot(const at::Tensor& labels) {
    return at::one_hot(labels, labels.max().item<std::int64_t>() + 1).to(at::kDouble);
}

} // namespace

MapFaith mapFaith(const at::Tensor& points, const at::Tensor& map, std::int64_t k) {
    const std::int64_t count = points.size(0);
    double strangers = 0, lost = 0;
    for (std::int64_t first = 0; first < count; first += kTogether) {
        const std::int64_t some = std::min(kTogether, count - first);
        const at::Tensor truth = distancesToOthers(points, first, some), shown = distancesToOthers(map, first, some);
        strangers += costOf(truth, shown, k);
        lost += costOf(shown, truth, k);
    }
    const double most = double(count) * double(k) * double(2 * count - 3 * k - 1) / 2;
    return {1 - strangers / most, 1 - lost / most};
}

double silhouette(const LabelledFeatures& samples) {
    const at::Tensor member = oneHot(samples.labels);
    const at::Tensor sizes = member.sum(0);
    double sum = 0;
    for (std::int64_t first = 0; first < samples.features.size(0); first += kTogether) {
        const at::Tensor rows = samples.features.slice(0, first, first + kTogether);
        const at::Tensor own = samples.labels.slice(0, first, first + kTogether).unsqueeze(1);
        const at::Tensor sums = distances(rows, samples.features).to(at::kDouble).mm(member); // rows × classes
        const at::Tensor size = sizes.index_select(0, own.squeeze(1));
        const at::Tensor within = sums.gather(1, own).squeeze(1) / (size - 1).clamp_min(1);
        const at::Tensor others = (sums / sizes.clamp_min(1)).masked_fill(sizes == 0, kFar).scatter(1, own, kFar);
        const at::Tensor between = std::get<0>(others.min(1));
        const at::Tensor larger = at::maximum(within, between);
        const at::Tensor score = (between - within) / larger.masked_fill(larger == 0, 1);
        sum += score.masked_fill(size == 1, 0).sum().item<double>();
    }
    return sum / double(samples.features.size(0));
}

double neighbourAccuracy(const LabelledFeatures& learned, const LabelledFeatures& held, std::int64_t k) {
    const at::Tensor member = oneHot(learned.labels);
    double right = 0;
    for (std::int64_t first = 0; first < held.features.size(0); first += kTogether) {
        const at::Tensor away = distances(held.features.slice(0, first, first + kTogether), learned.features);
        const at::Tensor nearest = std::get<1>(at::topk(away, k, 1, /*largest=*/false));
        const at::Tensor votes = member.index_select(0, nearest.flatten()).reshape({away.size(0), k, member.size(1)}).sum(1);
        right += (votes.argmax(1) == held.labels.slice(0, first, first + kTogether)).sum().item<double>();
    }
    return right / double(held.features.size(0));
}

} // namespace hourglass
