// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/GoodWeights.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace hourglass {

namespace {

/// Weights and running statistics.
std::vector<at::Tensor> stateOf(const Autoencoder& autoencoder) {
    std::vector<at::Tensor> state = autoencoder.parameters();
    for (const at::Tensor& buffer : autoencoder.buffers())
        state.push_back(buffer);
    return state;
}

} // namespace

void GoodWeights::keep(const Autoencoder& autoencoder) {
    m_copies.clear();
    for (const at::Tensor& tensor : stateOf(autoencoder))
        m_copies.push_back(tensor.detach().clone());
}

void GoodWeights::restore(Autoencoder& autoencoder) const {
    const at::NoGradGuard noGradient;
    const std::vector<at::Tensor> state = stateOf(autoencoder);
    for (std::size_t i = 0; i < state.size(); ++i)
        at::Tensor(state[i]).copy_(m_copies[i]);
}

void GoodWeights::remember(StateArchive archive, const Autoencoder& autoencoder) {
    if (archive.isRestoring() || m_copies.empty())
        keep(autoencoder); // what is restored takes their places
    for (std::size_t i = 0; i < m_copies.size(); ++i)
        archive.tensor(std::to_string(i), m_copies[i]);
}

bool hasFiniteWeights(const Autoencoder& autoencoder) {
    return std::ranges::all_of(stateOf(autoencoder), [](const at::Tensor& tensor) {
        return !at::isFloatingType(tensor.scalar_type()) || std::isfinite(tensor.sum(at::kDouble).item<double>());
    });
}

} // namespace hourglass
