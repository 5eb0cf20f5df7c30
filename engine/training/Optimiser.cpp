// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Optimiser.h"

#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass {

namespace {

std::unique_ptr<torch::optim::Optimizer> make(const Parameters& training, const std::vector<at::Tensor>& weights) {
    const std::string& kind = training.text("optimiser");
    const double rate = training.real("learningRate");
    const double decay = training.real("weightDecay");
    if (kind == "sgd")
        return std::make_unique<torch::optim::SGD>(
            weights, torch::optim::SGDOptions(rate).momentum(training.real("momentum")).weight_decay(decay));
    if (kind == "adamw")
        return std::make_unique<torch::optim::AdamW>(weights, torch::optim::AdamWOptions(rate).weight_decay(decay));
    return std::make_unique<torch::optim::Adam>(weights, torch::optim::AdamOptions(rate).weight_decay(decay));
}

} // namespace

Optimiser::Optimiser(const Parameters& training, const std::vector<at::Tensor>& weights)
    : m_optimiser(make(training, weights)) {}

void Optimiser::step(double learningRate) {
    for (auto& group : m_optimiser->param_groups())
        group.options().set_lr(learningRate);
    m_optimiser->step();
    for (auto& group : m_optimiser->param_groups())
        for (at::Tensor& weight : group.params())
            weight.mutable_grad().reset();
}

double scheduledRate(const Parameters& training, std::int64_t step, std::int64_t stepsPerEpoch) {
    const double rate = training.real("learningRate");
    const double epoch = double(step) / double(stepsPerEpoch);
    const double warmup = training.real("warmupEpochs");
    if (epoch < warmup)
        return rate * double(step + 1) / (warmup * double(stepsPerEpoch) + 1);
    const std::string& schedule = training.text("schedule");
    if (schedule == "cosine") {
        const double length = std::max(1.0, double(training.integer("epochs")) - warmup);
        const double done = std::clamp((epoch - warmup) / length, 0.0, 1.0);
        return rate * 0.5 * (1 + std::cos(std::numbers::pi * done));
    }
    if (schedule == "step")
        return rate * std::pow(training.real("stepFactor"), std::floor(epoch / double(training.integer("stepEvery"))));
    return rate;
}

} // namespace hourglass
