// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Optimiser.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass {

namespace {

constexpr double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;

} // namespace

Optimiser::Optimiser(const Parameters& training, std::vector<at::Tensor> weights)
    : m_kind(training.text("optimiser") == "sgd"     ? Kind::Momentum
             : training.text("optimiser") == "adamw" ? Kind::AdamW
                                                     : Kind::Adam)
    , m_decay(training.real("weightDecay"))
    , m_weights(std::move(weights)) {
    m_momentumStep.momentum = float(training.real("momentum"));
    m_momentumStep.decay = float(m_decay);
    m_adamStep.addedDecay = m_kind == Kind::Adam ? float(m_decay) : 0;
    m_adamStep.beta1 = float(beta1);
    m_adamStep.beta2 = float(beta2);
    m_adamStep.epsilon = float(epsilon);
    for (const at::Tensor& weight : m_weights) {
        TORCH_CHECK(weight.scalar_type() == at::kFloat && weight.is_non_overlapping_and_dense(),
                    "fp32 weights without gaps expected");
        const auto zeros = [&] { return at::zeros({weight.numel()}, at::kFloat); };
        m_moments.push_back({zeros(), m_kind == Kind::Momentum ? at::Tensor() : zeros()});
    }
}

void Optimiser::begin(double learningRate) {
    ++m_steps;
    m_momentumStep.rate = float(learningRate);
    m_adamStep.rate = float(learningRate / (1 - std::pow(beta1, m_steps)));
    m_adamStep.squareCorrection = float(1 / std::sqrt(1 - std::pow(beta2, m_steps)));
    m_adamStep.keptShare = m_kind == Kind::AdamW ? float(1 - learningRate * m_decay) : 1;
}

void Optimiser::move(std::size_t index, std::int64_t first, std::int64_t last, const float* gradient, double scale) {
    float* const weight = m_weights[index].data_ptr<float>() + first;
    float* const mean = m_moments[index].mean.data_ptr<float>() + first;
    if (m_kind == Kind::Momentum) {
        MomentumStep step = m_momentumStep;
        step.gradientScale = float(scale);
        momentumStep({weight, gradient, mean}, step, last - first);
        return;
    }
    AdamStep step = m_adamStep;
    step.gradientScale = float(scale);
    adamStep({weight, gradient, mean, m_moments[index].square.data_ptr<float>() + first}, step, last - first);
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
