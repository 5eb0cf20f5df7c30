// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LatentHoles.h"

#include "engine/analysis/CodeRows.h"
#include "engine/analysis/PlaneHull.h"
#include "engine/api/Explore.h"
#include "engine/core/Random.h"
#include "engine/variants/Companions.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/optim/adam.h>

#include <algorithm>

namespace hourglass {

namespace {

constexpr std::int64_t kFieldsAcross = 60;
/// So far from every code a field is a hole: a quarter of how far codes usually lie from their middle.
constexpr double kHoleDistance = 0.25;
constexpr double kSureEnough = 0.5;
constexpr std::int64_t kEpochs = 3;
constexpr std::int64_t kBatch = 128;
constexpr double kLearningRate = 1e-3;

const char* const kOnlyPlanes = "Only for codes of two numbers.";
const char* const kOnALine = "The codes lie on a line.";

at::Tensor allCodes(const LatentSamples& samples) {
    const at::Tensor& held = samples.held().codes;
    return samples.learned().count() > 0 ? at::cat({held, samples.learned().codes}) : held;
}

/// @return nothing when given up
std::shared_ptr<Classifier> fittedClassifier(const LatentSamples& samples, const Onward& onward) {
    const at::AutoGradMode gradients(true);
    at::Generator weights = seededGenerator(samples.seed(), "latent classifier");
    at::Generator shuffle = seededGenerator(samples.seed(), "latent classifier shuffle");
    const auto classifier = std::make_shared<Classifier>(samples.dataset().info.sampleShape, samples.classes(), weights);
    torch::optim::Adam adam(classifier->parameters(), torch::optim::AdamOptions(kLearningRate));
    const EncodedSamples& learned = samples.learned();
    for (std::int64_t epoch = 0; epoch < kEpochs; ++epoch) {
        const at::Tensor order = at::randperm(learned.count(), shuffle, at::kLong);
        for (std::int64_t first = 0; first < learned.count(); first += kBatch) {
            if (!onward((double(epoch) + double(first) / double(learned.count())) / double(kEpochs)))
                return {};
            const at::Tensor chosen = order.slice(0, first, first + kBatch);
            const at::Tensor inputs = samples.dataset().training.gather(learned.numbers.index_select(0, chosen));
            adam.zero_grad();
            at::cross_entropy_loss(classifier->scores(inputs), learned.labels.index_select(0, chosen)).backward();
            adam.step();
        }
    }
    classifier->eval();
    return classifier;
}

/// Share of codes whose picture no class is found in. @param labels  see LatentSamples::decoded()
double unsureShare(const LatentSamples& samples, Classifier& classifier, const at::Tensor& codes, const at::Tensor& labels) {
    double unsure = 0;
    for (std::int64_t first = 0; first < codes.size(0); first += kBatch) {
        const at::Tensor asked = labels.defined() ? labels.slice(0, first, first + kBatch) : labels;
        const at::Tensor pictures = samples.decoded(codes.slice(0, first, first + kBatch), asked);
        const at::Tensor surest = std::get<0>(classifier.scores(pictures).softmax(1).max(1));
        unsure += (surest < kSureEnough).sum().item<double>();
    }
    return unsure / double(codes.size(0));
}

double accuracy(const LatentSamples& samples, Classifier& classifier) {
    const EncodedSamples& held = samples.held();
    double right = 0;
    for (std::int64_t first = 0; first < held.count(); first += kBatch) {
        const at::Tensor inputs = samples.dataset().validation.gather(held.numbers.slice(0, first, first + kBatch));
        right += (classifier.scores(inputs).argmax(1) == held.labels.slice(0, first, first + kBatch)).sum().item<double>();
    }
    return right / double(held.count());
}

} // namespace

std::vector<float> fieldsInside(const at::Tensor& codes) {
    const std::vector<float> values = asVector(codes);
    std::vector<PlaneHull::Point> points;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2)
        points.push_back({values[i], values[i + 1]});
    const PlaneHull hull(std::move(points));
    const at::Tensor lowest = std::get<0>(codes.min(0)), highest = std::get<0>(codes.max(0));
    const CodePlane plane{.base = {0, 0},
                          .left = lowest[0].item<double>(),
                          .right = highest[0].item<double>(),
                          .bottom = lowest[1].item<double>(),
                          .top = highest[1].item<double>()};
    const std::vector<float> fields = planeCodes(plane, kFieldsAcross, kFieldsAcross);
    std::vector<float> inside;
    for (std::size_t i = 0; i < fields.size(); i += 2)
        if (hull.contains({fields[i], fields[i + 1]}))
            inside.insert(inside.end(), {fields[i], fields[i + 1]});
    return inside;
}

double gapShare(const at::Tensor& codes) {
    const std::vector<double> distances =
        distancesToData(fieldsInside(codes), {2, asVector(codes), std::vector<int>(std::size_t(codes.size(0)), -1)});
    return double(std::ranges::count_if(distances, [](double distance) { return distance > kHoleDistance; })) /
           double(distances.size());
}

Finding holes(const LatentSamples& samples) {
    if (samples.codeSize() != 2)
        return none(kOnlyPlanes);
    const at::Tensor codes = allCodes(samples);
    if (fieldsInside(codes).empty())
        return none(kOnALine);
    return {gapShare(codes), "of the area inside the convex hull of " + std::to_string(codes.size(0)) + " codes"};
}

std::optional<Finding> unrecognised(const LatentSamples& samples, const Onward& onward) {
    if (samples.codeSize() != 2)
        return none(kOnlyPlanes);
    if (const std::string why = samples.whyNoClassifier(); !why.empty())
        return none(why);
    const std::vector<float> fields = fieldsInside(allCodes(samples));
    if (fields.empty())
        return none(kOnALine);
    const std::shared_ptr<Classifier> classifier = fittedClassifier(samples, onward);
    if (!classifier)
        return {};
    const EncodedSamples& held = samples.held();
    const at::Tensor rows = at::tensor(fields).reshape({-1, 2});
    return Finding{unsureShare(samples, *classifier, rows, {}),
                   "of the same area; of the reconstructions " +
                       inPercent(unsureShare(samples, *classifier, held.codes, held.labels)) + "; the classifier names " +
                       inPercent(accuracy(samples, *classifier)) + " of the samples right"};
}

} // namespace hourglass
