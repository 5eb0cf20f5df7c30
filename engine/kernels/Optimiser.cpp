// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Optimiser.h"

#include "engine/api/Error.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <string>

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

Optimiser Optimiser::adam(std::vector<at::Tensor> weights) {
    return {{{"optimiser", std::string("adam")}, {"weightDecay", 0.0}, {"momentum", 0.0}}, std::move(weights)};
}

void Optimiser::step(double learningRate, const std::vector<at::Tensor>& gradients) {
    constexpr std::int64_t worthSharing = 1 << 15;
    begin(learningRate);
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        const at::Tensor laidOut = laidOutAs(m_weights[i], gradients[i]);
        if (!laidOut.defined())
            continue;
        const float* const gradient = laidOut.data_ptr<float>();
        at::parallel_for(0, m_weights[i].numel(), worthSharing,
                         [&](std::int64_t first, std::int64_t last) { move(i, first, last, gradient + first); });
        m_weights[i].unsafeGetTensorImpl()->bump_version();
    }
}

void Optimiser::remember(StateArchive archive) {
    archive.number("steps", m_steps);
    for (std::size_t i = 0; i < m_moments.size(); ++i) {
        StateArchive ofWeight = archive.within(std::to_string(i));
        ofWeight.tensor("mean", m_moments[i].mean);
        if (m_moments[i].square.defined())
            ofWeight.tensor("square", m_moments[i].square);
        if (archive.isRestoring())
            requirePossible(m_steps, m_moments[i].mean, m_moments[i].square);
    }
}

void requirePossible(std::int64_t steps, const at::Tensor& mean, const at::Tensor& square) {
    constexpr std::int64_t most = std::int64_t(1) << 40;
    const auto isFinite = [](const at::Tensor& moments) { return moments.isfinite().all().item<bool>(); };
    if (steps < 0 || steps > most || !isFinite(mean) ||
        (square.defined() && !(isFinite(square) && square.ge(0).all().item<bool>())))
        throw Error("the state of its optimiser is impossible");
}

at::Tensor laidOutAs(const at::Tensor& weight, const at::Tensor& gradient) {
    if (!gradient.defined() || gradient.strides() == weight.strides())
        return gradient;
    return at::empty_strided(weight.sizes(), weight.strides(), gradient.options()).copy_(gradient);
}

} // namespace hourglass
