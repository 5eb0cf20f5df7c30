// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EndToEnd.h"

#include "engine/core/Random.h"

#include <torch/autograd.h>
#include <torch/nn/utils/clip_grad.h>

#include <algorithm>

namespace hourglass {

namespace {

/// Arithmetic of a step, in floating-point operations, below which waking up another thread costs more than it brings.
constexpr double kWorthSharing = 20e6;

int membersFor(const Experiment& experiment, const Autoencoder& autoencoder, const Objective& objective, int members) {
    const double forwardAndBackward = 3 * double(autoencoder.network().flops());
    const double step = forwardAndBackward * double(experiment.training.integer("batchSize"));
    const bool together = autoencoder.couplesSamples() || objective.couplesSamples() || step < kWorthSharing;
    return together ? 1 : members;
}

/// The weights in as many groups of about the same size: the largest first, each to the group that has least.
std::vector<std::vector<at::Tensor>> balanced(std::vector<at::Tensor> weights, int groups) {
    std::ranges::stable_sort(weights, std::greater<>(), &at::Tensor::numel);
    const auto count = std::size_t(groups);
    std::vector<std::vector<at::Tensor>> result(count);
    std::vector<std::int64_t> sizes(count, 0);
    for (const at::Tensor& weight : weights) {
        const auto smallest = std::size_t(std::ranges::min_element(sizes) - sizes.begin());
        result[smallest].push_back(weight);
        sizes[smallest] += weight.numel();
    }
    std::erase_if(result, [](const auto& group) { return group.empty(); });
    return result;
}

} // namespace

EndToEnd::EndToEnd(const Experiment& experiment, Autoencoder& autoencoder, int members)
    : m_autoencoder(autoencoder)
    , m_objective(autoencoder.objective())
    , m_ownWeights(autoencoder.ownWeights())
    , m_opponentsWeights(autoencoder.opponentsWeights())
    , m_weights(m_ownWeights)
    , m_clip(experiment.training.real("gradientClip"))
    , m_members(members)
    , m_crew(membersFor(experiment, autoencoder, m_objective, members)) {
    m_weights.insert(m_weights.end(), m_opponentsWeights.begin(), m_opponentsWeights.end());
    for (int member = 0; member < m_crew.size(); ++member)
        m_noise.push_back(seededGenerator(experiment.training.integer("seed"), "noise " + std::to_string(member)));
    for (const auto& group : balanced(m_weights, m_crew.size()))
        m_optimisers.emplace_back(experiment.training, group);
}

void EndToEnd::setExperiment(const Experiment& experiment) {
    m_autoencoder.setExperiment(experiment);
    m_objective = m_autoencoder.objective();
}

std::vector<TermValue> EndToEnd::measure(const Batch& batch) {
    // A live setting may have brought a term that needs the whole batch.
    const int members = m_objective.couplesSamples() ? 1 : m_crew.size();
    const std::vector<at::Tensor> inputs = batch.input.chunk(members);
    const std::vector<at::Tensor> targets = batch.target.chunk(members);
    const std::vector<at::Tensor> labels =
        batch.labels.defined() ? batch.labels.chunk(members) : std::vector<at::Tensor>(inputs.size());
    std::vector<Part> parts(inputs.size());
    const auto shareOf = [&](std::size_t part) { return double(inputs[part].size(0)) / double(batch.input.size(0)); };
    m_crew.run([&](int member) {
        if (const auto part = std::size_t(member); part < parts.size())
            parts[part] =
                measurePart({inputs[part], targets[part], labels[part], batch.epoch, &m_noise[part]}, shareOf(part));
    });

    for (std::size_t weight = 0; weight < m_weights.size(); ++weight) {
        at::Tensor sum;
        for (const Part& part : parts)
            if (const at::Tensor& gradient = part.gradients[weight]; gradient.defined())
                sum = sum.defined() ? sum + gradient : gradient;
        m_weights[weight].mutable_grad() = sum;
    }
    std::vector<TermValue> terms = parts.front().terms;
    for (std::size_t term = 0; term < terms.size(); ++term) {
        terms[term].value = 0;
        for (std::size_t part = 0; part < parts.size(); ++part)
            terms[term].value += shareOf(part) * parts[part].terms[term].value;
    }
    return terms;
}

EndToEnd::Part EndToEnd::measurePart(const Batch& part, double share) {
    const auto gradients = [&](const at::Tensor& sum, const std::vector<at::Tensor>& weights) {
        return torch::autograd::grad({sum * share}, weights, {}, /*retain_graph=*/c10::nullopt, /*create_graph=*/false,
                                     /*allow_unused=*/true);
    };
    const Objective::Value value = m_objective.evaluate(m_autoencoder.forward(part));
    Part result{gradients(value.total, m_ownWeights), value.terms};
    if (value.opponent.defined())
        for (at::Tensor& gradient : gradients(value.opponent, m_opponentsWeights))
            result.gradients.push_back(std::move(gradient));
    return result;
}

void EndToEnd::update(double learningRate) {
    if (m_clip > 0)
        for (const auto& weights : {m_ownWeights, m_opponentsWeights})
            if (!weights.empty())
                torch::nn::utils::clip_grad_norm_(weights, m_clip);
    m_crew.run([&](int member) {
        if (const auto group = std::size_t(member); group < m_optimisers.size())
            m_optimisers[group].step(learningRate);
    });
}

} // namespace hourglass
