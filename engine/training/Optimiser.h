// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <ATen/core/Tensor.h>
#include <torch/optim/optimizer.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace hourglass {

/// The optimiser chosen in `training` (complete by trainingSchema()), its learning rate following the schedule.
class Optimiser {
public:
    Optimiser(const Parameters& training, const std::vector<at::Tensor>& weights);

    /// One step along the gradients that stand in the weights, which it then clears.
    void step(double learningRate);

private:
    std::unique_ptr<torch::optim::Optimizer> m_optimiser;
};

/// Learning rate of step `step` (0-based): linear warm-up, then constant, cosine to zero at the last step
/// (Loshchilov & Hutter, ICLR 2017, eq. 5 without restarts), or steps. Follows the training's live values.
double scheduledRate(const Parameters& training, std::int64_t step, std::int64_t stepsPerEpoch);

} // namespace hourglass
