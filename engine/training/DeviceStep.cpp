// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/DeviceStep.h"

#include "engine/core/Random.h"
#include "engine/kernels/Optimiser.h"

#include <ATen/Context.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <torch/autograd.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

#include <sstream>
#include <type_traits>

namespace hourglass {

namespace {

std::unique_ptr<torch::optim::Optimizer> optimiserFor(const Parameters& training, const std::vector<at::Tensor>& weights) {
    const double rate = training.real("learningRate"), decay = training.real("weightDecay");
    if (training.text("optimiser") == "sgd")
        return std::make_unique<torch::optim::SGD>(
            weights, torch::optim::SGDOptions(rate).momentum(training.real("momentum")).weight_decay(decay));
    if (training.text("optimiser") == "adamw")
        return std::make_unique<torch::optim::AdamW>(weights, torch::optim::AdamWOptions(rate).weight_decay(decay));
    return std::make_unique<torch::optim::Adam>(weights, torch::optim::AdamOptions(rate).weight_decay(decay));
}

/// What an optimiser's states are found by: LibTorch 2 takes the address of a weight, LibTorch 1 its text.
template <typename Key>
Key keyOf(const at::Tensor& weight) {
    void* const address = weight.unsafeGetTensorImpl();
    if constexpr (std::is_pointer_v<Key>)
        return address;
    else
        return (std::ostringstream() << address).str();
}

/// Adam's of either kind.
template <typename State>
void rememberAdam(State& state, const at::Tensor& weight, StateArchive archive) {
    if (!state.exp_avg().defined()) {
        state.exp_avg(at::zeros_like(weight, at::MemoryFormat::Preserve));
        state.exp_avg_sq(at::zeros_like(weight, at::MemoryFormat::Preserve));
        state.step(0);
    }
    std::int64_t steps = state.step();
    archive.number("steps", steps);
    state.step(steps);
    archive.tensor("mean", state.exp_avg());
    archive.tensor("square", state.exp_avg_sq());
    if (archive.isRestoring())
        requirePossible(state.step(), state.exp_avg(), state.exp_avg_sq());
}

void rememberMomentum(torch::optim::SGDParamState& state, const at::Tensor& weight, StateArchive archive) {
    if (!state.momentum_buffer().defined())
        state.momentum_buffer(at::zeros_like(weight, at::MemoryFormat::Preserve));
    archive.tensor("velocity", state.momentum_buffer());
    if (archive.isRestoring())
        requirePossible(0, state.momentum_buffer());
}

/// Into the weights' own place, where an optimiser looks for it.
void backward(const at::Tensor& objective, const std::vector<at::Tensor>& weights) {
    const auto gradients = torch::autograd::grad({objective}, weights, {}, /*retain_graph=*/true, /*create_graph=*/false,
                                                 /*allow_unused=*/true);
    for (std::size_t i = 0; i < weights.size(); ++i)
        at::Tensor(weights[i]).mutable_grad() = gradients[i];
}

} // namespace

DeviceStep::DeviceStep(const Experiment& experiment, Autoencoder& autoencoder, at::Device device)
    : m_autoencoder(autoencoder)
    , m_twin(copyOf(experiment, autoencoder))
    , m_device(device)
    , m_clip(experiment.training.real("gradientClip"))
    , m_noise(seededGenerator(experiment.training.integer("seed"), "noise 0")) {
    at::globalContext().setAllowTF32CuDNN(false); // what is called fp32 is fp32
    at::globalContext().setAllowTF32CuBLAS(false);
    m_twin->to(device);
    m_objective.emplace(m_twin->objective());
    m_ownWeights = m_twin->ownWeights();
    m_opponentsWeights = m_twin->opponentsWeights();
    std::vector<at::Tensor> weights = m_ownWeights;
    weights.insert(weights.end(), m_opponentsWeights.begin(), m_opponentsWeights.end());
    m_optimiser = optimiserFor(experiment.training, weights);
}

std::vector<TermValue> DeviceStep::measure(std::int64_t samples, const PartMaker& make) {
    if (!m_hasBegun)
        copyState(m_autoencoder, *m_twin); // stages of pretraining may have come before
    m_hasBegun = true;
    const TwiceDifferentiable ownOperations; // the kernels are for main memory
    Batch batch = make(0, samples, m_noise);
    batch.input = batch.input.to(m_device);
    batch.target = batch.target.to(m_device);
    if (batch.labels.defined())
        batch.labels = batch.labels.to(m_device);
    batch.noise = &m_noise;
    const Objective::Value value = m_objective->evaluate(m_twin->forward(batch));
    backward(value.total, m_ownWeights);
    for (const at::Tensor& weight : m_opponentsWeights)
        at::Tensor(weight).mutable_grad() = at::Tensor();
    if (value.opponent.defined())
        backward(value.opponent, m_opponentsWeights);
    return value.terms;
}

void DeviceStep::update(double learningRate) {
    if (m_clip > 0)
        for (const auto& weights : {m_ownWeights, m_opponentsWeights})
            if (!weights.empty())
                torch::nn::utils::clip_grad_norm_(weights, m_clip);
    for (auto& group : m_optimiser->param_groups())
        group.options().set_lr(learningRate);
    m_optimiser->step();
    m_isAhead = true;
}

std::vector<at::Tensor> DeviceStep::gradients() {
    std::vector<at::Tensor> all;
    for (const auto& weights : {m_ownWeights, m_opponentsWeights})
        for (const at::Tensor& weight : weights)
            all.push_back(weight.grad().defined() ? weight.grad().cpu() : at::Tensor());
    return all;
}

void DeviceStep::setExperiment(const Experiment& experiment) {
    m_autoencoder.setExperiment(experiment);
    m_twin->setExperiment(experiment);
    m_objective.emplace(m_twin->objective());
}

int DeviceStep::threadsBeside() const {
    return at::get_num_threads();
}

void DeviceStep::remember(StateArchive archive) {
    archive.generator("noise 0", m_noise);
    m_twin->remember(archive.within("layers"));
    std::size_t index = 0;
    for (const auto& weights : {m_ownWeights, m_opponentsWeights})
        for (const at::Tensor& weight : weights)
            rememberWeight(weight, archive.within("optimiser." + std::to_string(index++)));
}

/// A weight that no step has moved yet has no state; then it is as LibTorch would begin it.
void DeviceStep::rememberWeight(const at::Tensor& weight, StateArchive archive) {
    const at::NoGradGuard noGradient;
    auto& states = m_optimiser->state();
    auto& state = states[keyOf<std::decay_t<decltype(states)>::key_type>(weight)];
    const auto visit = [&]<typename State>(const auto& remember) {
        if (!state)
            state = std::make_unique<State>();
        remember(static_cast<State&>(*state), weight, archive);
    };
    if (dynamic_cast<torch::optim::SGD*>(m_optimiser.get()))
        visit.operator()<torch::optim::SGDParamState>(rememberMomentum);
    else if (dynamic_cast<torch::optim::AdamW*>(m_optimiser.get()))
        visit.operator()<torch::optim::AdamWParamState>(rememberAdam<torch::optim::AdamWParamState>);
    else
        visit.operator()<torch::optim::AdamParamState>(rememberAdam<torch::optim::AdamParamState>);
}

void DeviceStep::deliver() {
    if (m_isAhead)
        copyState(*m_twin, m_autoencoder);
    m_isAhead = false;
}

} // namespace hourglass
