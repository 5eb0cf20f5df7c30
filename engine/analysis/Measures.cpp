// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Measures.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Pca.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"
#include "engine/objective/Divergences.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass {

namespace {

constexpr std::int64_t mostDrawn = 100'000;

/// The experiment that the model's own becomes by the data and the corruption of `on`.
Experiment conditions(const Model& model, const Experiment& on) {
    Experiment experiment = model.experiment();
    experiment.dataset = on.dataset;
    experiment.corruption = on.corruption;
    return complete(experiment);
}

/// log p(x|z) of each sample, from its reconstruction error.
at::Tensor logProbability(const OutputRule& rule, const at::Tensor& output, const at::Tensor& target) {
    const at::Tensor error = reconstructionPerSample(rule, output, target);
    if (rule.loss == "bce")
        return -error;
    const double perFeature = rule.loss == "l1" ? std::numbers::ln2 : 0.5 * std::log(std::numbers::pi);
    return -error - perFeature * double(target[0].numel());
}

/// log p(x) of each sample, N, by as many codes.
at::Tensor logLikelihood(Autoencoder& autoencoder, const Batch& batch, std::int64_t codes) {
    const Parts& parts = autoencoder.parts();
    const at::Tensor raw = parts.rawCode(batch.input, batch.labels);
    std::vector<at::Tensor> weights;
    for (std::int64_t i = 0; i < codes; ++i) {
        const Code code = parts.bottleneck->forward(raw, batch.noise);
        const at::Tensor odds = gaussianLogDensity(code.value, code.prior) - gaussianLogDensity(code.value, code.posterior);
        const at::Tensor output = parts.output(code.value, batch.labels).reshape(batch.target.sizes());
        weights.push_back(logProbability(parts.outputRule, output, batch.target) + odds.flatten(1).sum(1));
    }
    return at::stack(weights, 1).to(at::kDouble).logsumexp(1) - std::log(double(codes));
}

void requireCount(std::int64_t count, std::int64_t least, const std::string& what) {
    if (count < least || count > mostDrawn)
        throw Error("The number of " + what + " must lie between " + std::to_string(least) + " and " +
                    std::to_string(mostDrawn) + ", not " + std::to_string(count) + ".");
}

/// What is said of samples, a batch at a time.
struct SampleSums {
    SampleMoments moments;
    double sharpness = 0; ///< sum over samples
    std::int64_t count = 0;

    void add(const at::Tensor& samples, const Shape& shape) {
        moments.add(samples);
        sharpness += laplacianVariance(samples, shape) * double(samples.size(0));
        count += samples.size(0);
    }
    double meanSharpness() const { return sharpness / double(count); }
    double totalVariance() const { return moments.variance().sum().item<double>(); }
};

} // namespace

Metrics evaluate(const Model& model, const Experiment& on) {
    return guarded([&] {
        const Experiment experiment = conditions(model, on);
        const auto dataset = datasetFor(model, experiment);
        Metrics metrics = evaluate(*model.internals().autoencoder, experiment, *dataset);
        const Metrics& trained = model.metrics();
        metrics.pcaComponents = model.internals().autoencoder->network().code->output.elements();
        metrics.pcaMse = pcaError(dataset, experiment, metrics.pcaComponents);
        metrics.samplesPerSecond = trained.samplesPerSecond;
        metrics.epochs = trained.epochs;
        metrics.seconds = trained.seconds;
        metrics.precision = trained.precision;
        metrics.seed = trained.seed;
        return metrics;
    });
}

LikelihoodEstimate estimateLikelihood(const Model& model, const Experiment& on, std::int64_t codes,
                                      const ProgressHandler& progress) {
    return guarded([&] {
        requireCount(codes, 1, "codes for each sample");
        const Experiment experiment = conditions(model, on);
        const auto dataset = datasetFor(model, experiment);
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const DataPart& part = dataset->validation;
        const std::int64_t seed = experiment.training.integer("seed");
        at::Generator generator = seededGenerator(seed, "validation");
        at::Generator noise = seededGenerator(seed, "likelihood");
        std::vector<at::Tensor> estimates;
        const std::int64_t together = evaluationBatch(autoencoder.network());
        LikelihoodEstimate estimate{.codes = codes, .givenClass = autoencoder.parts().toldClasses > 0};
        for (std::int64_t first = 0; first < part.count(); first += together) {
            const at::Tensor target = part.range(first, std::min(together, part.count() - first));
            const at::Tensor input = corrupted(experiment.corruption, target, dataset->info.inUnitRange, generator);
            const at::Tensor labels = part.labelRange(first, target.size(0));
            if (first == 0 && !autoencoder.codeOf(input, labels, &noise).posterior.defined())
                throw Error("This model has no distribution of codes to draw from, and so no likelihood. Train one of the "
                            "variational variants.");
            estimates.push_back(
                logLikelihood(autoencoder, {.input = input, .target = target, .labels = labels, .noise = &noise}, codes));
            if (autoencoder.outputRule().loss == "bce")
                estimate.isProbability = estimate.isProbability && (target * (1 - target)).eq(0).all().item<bool>();
            if (progress)
                progress(double(first + target.size(0)) / double(part.count()));
        }
        const at::Tensor all = at::cat(estimates);
        estimate.nats = all.mean().item<double>();
        estimate.standardError = all.size(0) > 1 ? all.std().item<double>() / std::sqrt(double(all.size(0))) : 0;
        return estimate;
    });
}

SampleFigures measureSamples(const Model& model, const Experiment& on, std::int64_t count) {
    return guarded([&] {
        requireCount(count, 2, "samples");
        const Experiment experiment = conditions(model, on);
        const auto dataset = datasetFor(model, experiment);
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        at::Generator noise = seededGenerator(experiment.training.integer("seed"), "samples");
        const DataPart& part = dataset->validation;
        const Shape& shape = dataset->info.sampleShape;
        SampleSums drawn, data;
        const std::int64_t together = evaluationBatch(autoencoder.network());
        for (std::int64_t first = 0; first < count; first += together) {
            const std::int64_t size = std::min(together, count - first);
            const at::Tensor codes = autoencoder.drawnCodes(size, noise);
            if (!codes.defined())
                throw Error("The codes of this model follow no distribution that samples could be drawn from. Train a "
                            "variational or adversarial variant.");
            const at::Tensor classes = part.gatherLabels(at::arange(first, first + size, at::kLong) % part.count());
            drawn.add(autoencoder.decode(codes, classes), shape);
        }
        for (std::int64_t first = 0; first < part.count(); first += together)
            data.add(part.range(first, std::min(together, part.count() - first)), shape);
        return SampleFigures{count, drawn.meanSharpness() / data.meanSharpness(),
                             drawn.totalVariance() / data.totalVariance()};
    });
}

} // namespace hourglass
