// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Evaluation.h"

#include "engine/analysis/Measuring.h"
#include "engine/core/Random.h"
#include "engine/corruption/Corruption.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hourglass {

namespace {

std::int64_t sampleBytes(const NetworkReport& network) {
    return network.input.elements() * std::int64_t(sizeof(float));
}

/// What a layer makes of a sample at the most, in bytes; or the sample itself.
std::int64_t largestLayer(const NetworkReport& network) {
    std::int64_t largest = sampleBytes(network);
    for (const auto* part : {&network.encoder, &network.decoder})
        for (const LayerReport& layer : *part)
            largest = std::max(largest, layer.activationBytes);
    return largest;
}

/// Limited as LibTorch limits it, but without its refusal of numbers that are none: those are for the caller to find.
double crossEntropy(const at::Tensor& rebuilt, const at::Tensor& target) {
    const at::Tensor shown = rebuilt.clamp(0, 1);
    const at::Tensor on = shown.log().clamp_min(-100);
    const at::Tensor off = (1 - shown).log().clamp_min(-100);
    return -(target * on + (1 - target) * off).sum(at::kDouble).item<double>();
}

} // namespace

std::int64_t evaluationBatch(const NetworkReport& network) {
    constexpr std::int64_t most = 250, room = 256 << 20;
    return std::clamp<std::int64_t>(room / std::max<std::int64_t>(largestLayer(network), 1), 1, most);
}

std::uint64_t evaluationBytes(const NetworkReport& network) {
    // A layer's input and output at a time, and what is measured of the samples has their size.
    constexpr std::int64_t layersAtOnce = 2, tensorsOfSamples = 8;
    return std::uint64_t(evaluationBatch(network) *
                         (layersAtOnce * largestLayer(network) + tensorsOfSamples * sampleBytes(network)));
}

at::Tensor corrupted(const CorruptionSpec& corruption, const at::Tensor& input, bool dataInUnitRange,
                     at::Generator& generator) {
    return corruptionCatalogue().at(corruption.kind).apply(corruption.parameters, input, dataInUnitRange, generator);
}

at::Tensor codesOf(Autoencoder& autoencoder, const DataPart& part, std::int64_t count) {
    const std::int64_t together = evaluationBatch(autoencoder.network());
    std::vector<at::Tensor> codes;
    for (std::int64_t first = 0; first < count; first += together) {
        const std::int64_t size = std::min(together, count - first);
        codes.push_back(autoencoder.encode(part.range(first, size), part.labelRange(first, size)).flatten(1));
    }
    return at::cat(codes);
}

Metrics evaluate(Autoencoder& autoencoder, const Experiment& experiment, const Dataset& dataset) {
    const InUse inUse(autoencoder);
    at::Generator generator = seededGenerator(experiment.training.integer("seed"), "validation");
    at::Generator noise = seededGenerator(experiment.training.integer("seed"), "validation noise");
    const bool stochastic = autoencoder.parts().bottleneck->isStochastic();
    const Objective objective = autoencoder.objective();
    const std::int64_t count = dataset.validation.count();
    Metrics metrics;
    double squares = 0, sharpness = 0, sharpnessOfData = 0;
    SampleMoments codes;
    const std::int64_t together = evaluationBatch(autoencoder.network());
    for (std::int64_t first = 0; first < count; first += together) {
        const at::Tensor target = dataset.validation.range(first, std::min(together, count - first));
        const at::Tensor input = corrupted(experiment.corruption, target, dataset.info.inUnitRange, generator);
        const at::Tensor labels = dataset.validation.labelRange(first, target.size(0));
        const BatchView batch = autoencoder.forward({.input = input, .target = target, .labels = labels, .noise = &noise});
        const at::Tensor rebuilt =
            stochastic ? autoencoder.reconstruct(input, labels) : autoencoder.outputRule().reconstruction(batch.output);
        const double share = double(target.size(0)) / double(count);
        codes.add(batch.code.value);
        sharpness += share * laplacianVariance(rebuilt, dataset.info.sampleShape);
        sharpnessOfData += share * laplacianVariance(target, dataset.info.sampleShape);
        squares += (rebuilt - target).square().sum(at::kDouble).item<double>();
        if (dataset.info.inUnitRange)
            metrics.bce += crossEntropy(rebuilt, target) / double(count);
        const Objective::Value value = objective.evaluate(batch);
        metrics.terms.resize(value.terms.size());
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            metrics.terms[i] = {value.terms[i].name, metrics.terms[i].value + share * value.terms[i].value,
                                value.terms[i].weight, value.terms[i].unit};
    }
    metrics.features = dataset.info.sampleShape.elements();
    metrics.mse = squares / double(count * dataset.info.sampleShape.elements());
    metrics.psnr = -10 * std::log10(metrics.mse);
    metrics.sharpness = sharpness / sharpnessOfData;
    const at::Tensor means = codes.mean();
    metrics.code = {means.mean().item<double>(), means.abs().max().item<double>(), codes.variance().mean().item<double>()};
    if (!dataset.info.inUnitRange)
        metrics.bce = std::numeric_limits<double>::quiet_NaN();
    return metrics;
}

void SampleMoments::add(const at::Tensor& samples) {
    const at::Tensor flat = samples.flatten(1).to(at::kDouble);
    const at::Tensor sum = flat.sum(0), squares = flat.square().sum(0);
    m_sum = m_count > 0 ? m_sum + sum : sum;
    m_squares = m_count > 0 ? m_squares + squares : squares;
    m_count += flat.size(0);
}

at::Tensor SampleMoments::mean() const {
    return m_sum / double(m_count);
}

at::Tensor SampleMoments::variance() const {
    return (m_squares / double(m_count) - mean().square()).clamp_min(0);
}

double laplacianVariance(const at::Tensor& samples, const Shape& shape) {
    if (!shape.isPicture() || shape.height() < 3 || shape.width() < 3)
        return std::numeric_limits<double>::quiet_NaN();
    const at::Tensor planes = samples.reshape({-1, shape.height(), shape.width()});
    const auto shifted = [&](std::int64_t down, std::int64_t right) {
        return planes.narrow(1, 1 + down, shape.height() - 2).narrow(2, 1 + right, shape.width() - 2);
    };
    const at::Tensor laplacian = 4 * shifted(0, 0) - shifted(-1, 0) - shifted(1, 0) - shifted(0, -1) - shifted(0, 1);
    return laplacian.flatten(1).var(1, /*unbiased=*/false).mean().item<double>();
}

double objectiveOf(const std::vector<TermValue>& terms) {
    double sum = 0;
    for (const TermValue& term : terms)
        sum += term.weight * term.value;
    return sum;
}

} // namespace hourglass
