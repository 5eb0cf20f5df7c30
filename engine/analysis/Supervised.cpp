// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Supervised.h"

#include "engine/analysis/Evaluation.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/optim/adam.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass {

namespace {

constexpr std::int64_t batchSize = 128;
/// Few labels make short epochs: training goes on for so many steps at least.
constexpr std::int64_t leastSteps = 3000;

} // namespace

std::optional<double> supervisedError(Autoencoder& autoencoder, const Dataset& data, const at::Tensor& chosen,
                                      const SupervisedOptions& options, const std::function<bool(double)>& onward) {
    const at::AutoGradMode gradients(true);
    const std::int64_t features = autoencoder.network().code->output.elements();
    at::Generator start = seededGenerator(options.seed, "classifier");
    at::Generator shuffle = seededGenerator(options.seed, "classifier shuffle");
    // Of the size that torch::nn::Linear takes.
    const double limit = 1 / std::sqrt(double(features));
    at::Tensor weight = at::empty({options.classes, features}).uniform_(-limit, limit, start).requires_grad_(true);
    at::Tensor bias = at::zeros({options.classes}).requires_grad_(true);
    const auto scores = [&](const at::Tensor& samples) {
        return at::linear(autoencoder.encode(samples).flatten(1), weight, bias);
    };
    std::vector<at::Tensor> weights = autoencoder.ownWeights(); // the decoder's get no gradient, and so no step
    weights.push_back(weight);
    weights.push_back(bias);
    torch::optim::Adam adam(weights, torch::optim::AdamOptions(options.learningRate));

    const std::int64_t perEpoch = (chosen.size(0) + batchSize - 1) / batchSize;
    const std::int64_t steps = std::max(options.epochs * perEpoch, leastSteps);
    autoencoder.train();
    at::Tensor order;
    for (std::int64_t step = 0; step < steps; ++step) {
        if (!onward(double(step) / double(steps)))
            return {};
        if (step % perEpoch == 0)
            order = chosen.index_select(0, at::randperm(chosen.size(0), shuffle, at::kLong));
        const std::int64_t first = step % perEpoch * batchSize;
        const at::Tensor batch = order.narrow(0, first, std::min(batchSize, order.size(0) - first));
        for (auto& group : adam.param_groups())
            group.options().set_lr(options.learningRate * 0.5 *
                                   (1 + std::cos(std::numbers::pi * double(step) / double(steps))));
        adam.zero_grad();
        at::cross_entropy_loss(scores(data.training.gather(batch)), data.training.gatherLabels(batch)).backward();
        adam.step();
    }

    const at::NoGradGuard noGradient;
    autoencoder.eval();
    const DataPart& held = data.validation;
    const std::int64_t together = evaluationBatch(autoencoder.network());
    double wrong = 0;
    for (std::int64_t first = 0; first < held.count(); first += together) {
        const std::int64_t count = std::min(together, held.count() - first);
        wrong += (scores(held.range(first, count)).argmax(1) != held.labelRange(first, count)).sum().item<double>();
    }
    return wrong / double(held.count());
}

} // namespace hourglass
