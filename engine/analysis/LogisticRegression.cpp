// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LogisticRegression.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/optim/lbfgs.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hourglass {

namespace {

constexpr std::int64_t stepsTogether = 10;
constexpr int mostRounds = 20;
/// Relative fall of the objective, over the steps taken together, below which the search is at its end.
constexpr double smallestFall = 1e-4;
/// From strong to weak: each fit begins where the one before it ended.
constexpr std::array penalties = {1e-2, 1e-3, 1e-4, 1e-5};

LabelledFeatures chosen(const LabelledFeatures& samples, const at::Tensor& indices) {
    return {samples.features.index_select(0, indices), samples.labels.index_select(0, indices)};
}

} // namespace

LogisticRegression::LogisticRegression(const LabelledFeatures& samples, std::int64_t classes)
    : m_mean(samples.features.mean(0))
    , m_scale(1 / std::max(1e-6, std::sqrt(samples.features.var(0, /*unbiased=*/false).mean().item<double>())))
    , m_weight(at::zeros({classes, samples.features.size(1)}))
    , m_bias(at::zeros({classes})) {}

at::Tensor LogisticRegression::scores(const at::Tensor& features) const {
    // w · (x − mean) · scale + b, without a copy of the features.
    const at::Tensor weight = m_weight * m_scale;
    return at::linear(features, weight, m_bias - weight.mv(m_mean));
}

bool LogisticRegression::fit(const LabelledFeatures& samples, double penalty, const std::function<bool()>& onward) {
    const at::AutoGradMode gradients(true);
    m_weight = m_weight.clone().requires_grad_(true); // copies of a classifier share their tensors
    m_bias = m_bias.clone().requires_grad_(true);
    torch::optim::LBFGS search(
        {m_weight, m_bias},
        torch::optim::LBFGSOptions(1).max_iter(stepsTogether).history_size(20).line_search_fn("strong_wolfe"));
    double before = std::numeric_limits<double>::infinity();
    bool going = true;
    for (int round = 0; round < mostRounds && (going = onward()); ++round) {
        const double objective = search
                                     .step([&] {
                                         search.zero_grad();
                                         const at::Tensor loss =
                                             at::cross_entropy_loss(scores(samples.features), samples.labels) +
                                             penalty / 2 * m_weight.square().sum();
                                         loss.backward();
                                         return loss;
                                     })
                                     .item<double>();
        if (before - objective < smallestFall * objective)
            break;
        before = objective;
    }
    m_weight = m_weight.detach();
    m_bias = m_bias.detach();
    return going;
}

std::int64_t LogisticRegression::mistakes(const LabelledFeatures& samples) const {
    return (scores(samples.features).argmax(1) != samples.labels).sum().item<std::int64_t>();
}

double LogisticRegression::crossEntropy(const LabelledFeatures& samples) const {
    return at::cross_entropy_loss(scores(samples.features), samples.labels).item<double>();
}

std::optional<LogisticRegression> fittedRegression(const LabelledFeatures& samples, std::int64_t classes, std::int64_t seed,
                                                   const std::function<bool(double)>& onward) {
    at::Generator generator = seededGenerator(seed, "penalty");
    const std::int64_t count = samples.features.size(0);
    const at::Tensor order = at::randperm(count, generator, at::kLong);
    const std::int64_t apart = std::max<std::int64_t>(1, count / 10);
    const LabelledFeatures asked = chosen(samples, order.narrow(0, 0, apart));
    const LabelledFeatures learned = chosen(samples, order.narrow(0, apart, count - apart));

    constexpr double fits = double(penalties.size()) + 1;
    LogisticRegression trial(samples, classes);
    LogisticRegression best = trial;
    double bestPenalty = penalties.front();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < penalties.size(); ++i) {
        if (!trial.fit(learned, penalties[i], [&] { return onward(double(i) / fits); }))
            return {};
        const double loss = trial.crossEntropy(asked);
        if (loss >= least)
            break; // weaker penalties only overfit more
        least = loss;
        bestPenalty = penalties[i];
        best = trial;
    }
    if (!best.fit(samples, bestPenalty, [&] { return onward(1 - 1 / fits); }))
        return {};
    return best;
}

} // namespace hourglass
