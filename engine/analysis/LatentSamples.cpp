// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LatentSamples.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

/// Samples of the training part that classifiers learn from, and whose codes say where no holes are.
constexpr std::int64_t kMostLearned = 10'000;
/// Numbers that all samples, or all codes, of one part may have together: 200 MB.
constexpr std::int64_t kMostNumbers = 50'000'000;

/// Of the work of encoding: the rest is the training part.
constexpr double kShareOfHeld = 0.2;

/// Those of a few samples; undefined where all are.
at::Tensor labelSlice(const at::Tensor& labels, std::int64_t first, std::int64_t count) {
    return labels.defined() ? labels.slice(0, first, first + count) : labels;
}

std::string formatted(const char* format, double number) {
    char text[32];
    std::snprintf(text, sizeof text, format, number);
    return text;
}

} // namespace

std::string inPercent(double share) {
    return formatted("%.1f %%", 100 * share);
}

std::string inDigits(double number) {
    return formatted("%.3g", number);
}

LatentSamples::LatentSamples(const Model& model, const Experiment& on, std::int64_t seed)
    : m_model(&model)
    , m_dataset(datasetFor(model, on))
    , m_seed(seed) {}

std::optional<LatentSamples> LatentSamples::of(const Model& model, const Experiment& on, const LatentOptions& options,
                                               const Onward& onward) {
    if (options.samples < 2 || options.samples > LatentOptions::MostSamples)
        throw Error("The number of samples must lie between 2 and " + std::to_string(LatentOptions::MostSamples) + ", not " +
                    std::to_string(options.samples) + ".");
    LatentSamples samples(model, on, options.seed);
    const DataPart& validation = samples.m_dataset->validation;
    const DataPart& training = samples.m_dataset->training;
    if (!samples.encode(samples.m_held, validation, options.samples, "latent samples",
                        [&](double done) { return onward(kShareOfHeld * done); }))
        return {};
    if (!validation.samples.is_same(training.samples) &&
        !samples.encode(samples.m_learned, training, kMostLearned, "latent training",
                        [&](double done) { return onward(kShareOfHeld + (1 - kShareOfHeld) * done); }))
        return {};
    const at::Tensor& codes = samples.m_held.codes;
    samples.m_usual = std::sqrt((codes - codes.mean(0)).square().sum(1).mean().item<double>());
    return samples;
}

Autoencoder& LatentSamples::autoencoder() const {
    return *m_model->internals().autoencoder;
}

std::string LatentSamples::whyNoClassifier() const {
    if (classes() < 2)
        return "The data have no classes to tell apart.";
    if (m_learned.count() == 0)
        return "No samples are kept apart for validation: a classifier would be measured on what it learned.";
    if (m_learned.count() < 2 * classes())
        return "Too few samples for " + std::to_string(classes()) + " classes.";
    return {};
}

bool LatentSamples::encode(EncodedSamples& samples, const DataPart& part, std::int64_t most, const char* purpose,
                           const Onward& onward) {
    const NetworkReport& network = autoencoder().network();
    const std::int64_t longest = std::max(network.input.elements(), network.code->output.elements());
    const std::int64_t count = std::min({part.count(), most, std::max<std::int64_t>(2, kMostNumbers / longest)});
    at::Generator choice = seededGenerator(m_seed, purpose);
    samples.numbers = at::randperm(part.count(), choice, at::kLong).narrow(0, 0, count);
    samples.labels = part.gatherLabels(samples.numbers);
    const bool isTold = autoencoder().parts().toldClasses > 0;
    std::vector<at::Tensor> codes, untold;
    for (const at::Tensor& numbers : samples.numbers.split(evaluationBatch(network))) {
        if (!onward(double(codes.size() * std::size_t(evaluationBatch(network))) / double(count)))
            return false;
        const at::Tensor inputs = part.gather(numbers);
        codes.push_back(encoded(inputs, part.gatherLabels(numbers)));
        if (isTold)
            untold.push_back(encoded(inputs, {}));
    }
    samples.codes = at::cat(codes);
    samples.untold = isTold ? at::cat(untold) : samples.codes;
    if (!samples.codes.isfinite().all().item<bool>() || !samples.untold.isfinite().all().item<bool>())
        throw Error("The codes hold numbers that are none, or have no end: the network left the range of floats. Train it "
                    "with a smaller learning rate.");
    return true;
}

at::Tensor LatentSamples::encoded(const at::Tensor& samples, const at::Tensor& labels) const {
    const InUse inUse(autoencoder());
    const std::int64_t together = evaluationBatch(autoencoder().network());
    std::vector<at::Tensor> parts;
    for (std::int64_t first = 0; first < samples.size(0); first += together)
        parts.push_back(
            autoencoder().encode(samples.slice(0, first, first + together), labelSlice(labels, first, together)));
    return at::cat(parts).flatten(1);
}

at::Tensor LatentSamples::decoded(const at::Tensor& codes, const at::Tensor& labels) const {
    const InUse inUse(autoencoder());
    const std::int64_t together = evaluationBatch(autoencoder().network());
    std::vector<std::int64_t> sizes = autoencoder().network().code->output.sizes;
    sizes.insert(sizes.begin(), -1);
    const at::Tensor shaped = codes.reshape(sizes);
    std::vector<at::Tensor> parts;
    for (std::int64_t first = 0; first < codes.size(0); first += together)
        parts.push_back(autoencoder().decode(shaped.slice(0, first, first + together), labelSlice(labels, first, together)));
    return at::cat(parts);
}

} // namespace hourglass
