// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Pca.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <mutex>

namespace hourglass {

namespace {

/// An eigenvector's sign is arbitrary; fixing it keeps pictures and maps the same from run to run.
void fixSigns(at::Tensor& components) {
    const at::Tensor largest = components.gather(1, components.abs().argmax(1, true));
    components = components * largest.sign();
}

/// Validation error for every number of components: element k holds that of k components.
at::Tensor errorCurve(const Dataset& dataset) {
    const std::int64_t features = dataset.info.sampleShape.elements();
    const std::int64_t count = std::min<std::int64_t>(dataset.training.count(), features > 4096 ? 4096 : 10000);
    at::Generator generator = seededGenerator(0, "pca");
    const at::Tensor chosen =
        at::randperm(dataset.training.count(), generator, at::kLong).slice(0, 0, count);
    const Pca pca = fitPca(dataset.training.gather(chosen).flatten(1), std::min(features, count));

    at::Tensor kept = at::zeros({pca.components.size(0)}, at::kDouble);
    double total = 0;
    const std::int64_t chunk = 1000;
    for (std::int64_t first = 0; first < dataset.validation.count(); first += chunk) {
        const std::int64_t size = std::min(chunk, dataset.validation.count() - first);
        const at::Tensor samples = dataset.validation.range(first, size).flatten(1);
        total += (samples - pca.mean).square().sum(at::kDouble).item<double>();
        kept += pca.project(samples).square().sum(0, false, at::kDouble);
    }
    const at::Tensor left = at::cat({at::zeros({1}, at::kDouble), kept.cumsum(0)}).neg_().add_(total).clamp_min_(0);
    return left / double(dataset.validation.count() * features);
}

} // namespace

at::Tensor Pca::project(const at::Tensor& samples) const { return (samples - mean).mm(components.t()); }

Pca fitPca(const at::Tensor& samples, std::int64_t maxComponents) {
    const std::int64_t count = samples.size(0);
    const std::int64_t features = samples.size(1);
    const std::int64_t size = std::min({maxComponents, count, features});
    Pca pca;
    pca.mean = samples.mean(0);
    const at::Tensor centred = samples - pca.mean;
    const bool gram = count < features;
    const at::Tensor product = gram ? centred.mm(centred.t()) : centred.t().mm(centred);
    const auto [values, vectors] = at::linalg_eigh(product.to(at::kDouble) / double(count));
    const at::Tensor variances = values.flip(0).slice(0, 0, size).clamp_min(0);
    at::Tensor components = vectors.flip(1).slice(1, 0, size).t().to(at::kFloat);
    if (gram) {
        // Directions of no variance come out as rounding noise: they are set to zero and explain nothing.
        components = components.mm(centred);
        const at::Tensor lengths = components.norm(2, 1, true);
        components = at::where(lengths > 1e-3 * lengths.max(), components / lengths, at::zeros_like(components));
    }
    fixSigns(components);
    pca.components = components.contiguous();
    pca.variances = variances.to(at::kFloat);
    pca.totalVariance = values.clamp_min(0).sum().item<double>();
    return pca;
}

double pcaError(const std::shared_ptr<const Dataset>& dataset, std::int64_t components) {
    static std::mutex mutex;
    static std::weak_ptr<const Dataset> lastDataset;
    static at::Tensor lastCurve;
    const std::lock_guard lock(mutex);
    if (lastDataset.lock() != dataset) {
        lastCurve = errorCurve(*dataset);
        lastDataset = dataset;
    }
    return lastCurve[std::min(components, lastCurve.size(0) - 1)].item<double>();
}

} // namespace hourglass
