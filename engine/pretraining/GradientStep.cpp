// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GradientStep.h"

namespace hourglass {

void GradientStep::measure(const at::Tensor& objective) {
    for (const at::Tensor& weight : m_weights)
        at::Tensor(weight).mutable_grad() = at::Tensor();
    objective.backward();
}

void GradientStep::take(double learningRate) {
    begin();
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& weight : m_weights)
        gradients.push_back(weight.grad());
    m_optimiser->step(learningRate, gradients);
}

void GradientStep::remember(StateArchive archive) {
    begin();
    m_optimiser->remember(archive);
}

void GradientStep::begin() {
    if (!m_optimiser)
        m_optimiser = Optimiser::adam(m_weights);
}

} // namespace hourglass
