// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Pca.h"

#include "engine/analysis/Evaluation.h"
#include "engine/core/Random.h"
#include "engine/kernels/Matmul.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <mutex>
#include <tuple>

namespace hourglass {

namespace {

/// An eigenvector's sign is arbitrary; fixing it keeps pictures and maps the same from run to run.
void fixSigns(at::Tensor& components) {
    const at::Tensor largest = components.gather(1, components.abs().argmax(1, true));
    components = components * largest.sign();
}

/// Components that a baseline is asked for at the least, so that codes of other sizes cost no second fit.
constexpr std::int64_t usualComponents = 512;

/// Of a symmetric matrix, the smallest value first. In fp64 where the directions of no variance must be told from the rest,
/// where it costs little, and where it has to be: for a large matrix LAPACK's ssyevd says in fp32, which rounds, how much
/// room it needs, and then finds that too little.
std::tuple<at::Tensor, at::Tensor> eigenvectors(const at::Tensor& matrix, bool exactly) {
    constexpr std::int64_t small = 256, large = 2048;
    const bool isBetween = matrix.size(0) > small && matrix.size(0) <= large;
    return at::linalg_eigh(exactly || !isBetween ? matrix.to(at::kDouble) : matrix);
}

/// rows · rowsᵀ, which is symmetric: of the blocks above the diagonal only the mirror images are computed.
at::Tensor gramMatrix(const at::Tensor& rows) {
    constexpr std::int64_t block = 196;
    const std::int64_t size = rows.size(0);
    at::Tensor product = at::empty({size, size});
    for (std::int64_t first = 0; first < size; first += block) {
        const std::int64_t count = std::min(block, size - first);
        matmul(product.narrow(0, first, count).narrow(1, 0, first + count), rows.narrow(0, first, count),
               rows.narrow(0, 0, first + count).t());
        if (first > 0)
            product.narrow(0, 0, first)
                .narrow(1, first, count)
                .copy_(product.narrow(0, first, count).narrow(1, 0, first).t());
    }
    return product;
}

/// Validation error for every number of components: element k holds that of k components.
/// @param together  samples that are corrupted at once: as many as where the network is evaluated
at::Tensor errorCurve(const Pca& pca, const Dataset& dataset, const CorruptionSpec& corruption, std::int64_t seed,
                      std::int64_t together) {
    // With x the clean sample, y what PCA sees and p the k-th component, this component changes the squared error
    // |x − rebuilt|² by (p·y)² − 2 (p·x)(p·y), both measured from the mean.
    at::Tensor change = at::zeros({pca.components.size(0)}, at::kDouble);
    double total = 0;
    at::Generator generator = seededGenerator(seed, "validation");
    for (std::int64_t first = 0; first < dataset.validation.count(); first += together) {
        const std::int64_t size = std::min(together, dataset.validation.count() - first);
        const at::Tensor clean = dataset.validation.range(first, size);
        const at::Tensor seen = pca.project(corrupted(corruption, clean, dataset.info.inUnitRange, generator).flatten(1));
        total += (clean.flatten(1) - pca.mean).square().sum(at::kDouble).item<double>();
        change += (seen * (seen - 2 * pca.project(clean.flatten(1)))).sum(0, false, at::kDouble);
    }
    const at::Tensor left = at::cat({at::zeros({1}, at::kDouble), change.cumsum(0)}).add_(total).clamp_min_(0);
    return left / double(dataset.validation.count() * dataset.info.sampleShape.elements());
}

/// Of all components, which rebuild whatever they are given.
double errorOfInput(const Dataset& dataset, const CorruptionSpec& corruption, std::int64_t seed, std::int64_t together) {
    double total = 0;
    at::Generator generator = seededGenerator(seed, "validation");
    for (std::int64_t first = 0; first < dataset.validation.count(); first += together) {
        const at::Tensor clean = dataset.validation.range(first, std::min(together, dataset.validation.count() - first));
        const at::Tensor seen = corrupted(corruption, clean, dataset.info.inUnitRange, generator);
        total += (seen - clean).square().sum(at::kDouble).item<double>();
    }
    return total / double(dataset.validation.count() * dataset.info.sampleShape.elements());
}

} // namespace

at::Tensor Pca::project(const at::Tensor& samples) const {
    return (samples - mean).mm(components.t());
}

std::int64_t fittedSamples(const Dataset& dataset, std::int64_t components) {
    constexpr std::int64_t mostNumbers = 32'000'000;
    const std::int64_t features = dataset.info.sampleShape.elements();
    const std::int64_t enough = features <= ManyFeatures ? 10'000 : ManyFeatures;
    const std::int64_t wanted = components < features ? std::max(enough, components) : enough;
    return std::min({dataset.training.count(), wanted, std::max<std::int64_t>(mostNumbers / features, 2)});
}

Pca fitToTraining(const Dataset& dataset, std::int64_t components) {
    at::Generator choice = seededGenerator(0, "pca");
    const at::Tensor chosen =
        at::randperm(dataset.training.count(), choice, at::kLong).slice(0, 0, fittedSamples(dataset, components));
    return fitPca(dataset.training.gather(chosen).flatten(1), components);
}

Pca fitPca(const at::Tensor& samples, std::int64_t maxComponents) {
    const std::int64_t count = samples.size(0);
    const std::int64_t features = samples.size(1);
    const std::int64_t size = std::min({maxComponents, count, features});
    Pca pca;
    pca.mean = samples.mean(0);
    const at::Tensor centred = samples - pca.mean;
    const bool gram = count < features;
    const at::Tensor rows = gram ? centred : centred.t();
    const auto [values, vectors] = eigenvectors(gramMatrix(rows).div_(double(count)), gram);
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

double pcaError(const std::shared_ptr<const Dataset>& dataset, const Experiment& experiment, std::int64_t components) {
    struct Last {
        std::weak_ptr<const Dataset> dataset;
        std::int64_t components = -1; // asked for when the fit was made
        Pca pca;
        CorruptionSpec corruption;
        std::int64_t seed = 0;
        std::int64_t together = 0;
        at::Tensor curve;
    };
    static std::mutex mutex;
    static Last last;
    const std::int64_t seed = experiment.training.integer("seed");
    const DataTraits data = DataTraits::of(dataset->info);
    const std::int64_t together = evaluationBatch(inspect(experiment, data.shape, data.classes));
    if (components >= data.shape.elements())
        return errorOfInput(*dataset, experiment.corruption, seed, together);
    const std::lock_guard lock(mutex);
    if (last.dataset.lock() != dataset || components > last.components) {
        const std::int64_t wanted = std::max(components, usualComponents);
        last = {dataset, wanted, fitToTraining(*dataset, wanted), {}, 0, 0, {}};
    }
    if (!last.curve.defined() || last.corruption != experiment.corruption || last.seed != seed ||
        last.together != together) {
        last.corruption = experiment.corruption;
        last.seed = seed;
        last.together = together;
        last.curve = errorCurve(last.pca, *dataset, last.corruption, seed, together);
    }
    return last.curve[std::min(components, last.curve.size(0) - 1)].item<double>();
}

} // namespace hourglass
