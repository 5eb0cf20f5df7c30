// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/Optimiser.h"

#include <optional>
#include <vector>

namespace hourglass {

/// Adam on a few weights, for a stage that has an objective to differentiate.
class GradientStep {
public:
    explicit GradientStep(std::vector<at::Tensor> weights)
        : m_weights(std::move(weights)) {}

    /// Leaves the gradients in the weights' grad().
    void measure(const at::Tensor& objective);
    /// @throws c10::Error for weights that are not fp32
    void take(double learningRate);
    void remember(StateArchive archive);

private:
    void begin();

    std::vector<at::Tensor> m_weights;
    std::optional<Optimiser> m_optimiser; ///< since the first step
};

} // namespace hourglass
