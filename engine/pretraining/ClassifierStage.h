// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/pretraining/Stage.h"

#include <functional>
#include <memory>

namespace hourglass {

struct ClassifierOptions {
    std::int64_t epochs = 3;
    double learningRate = 1e-3;
};

/// A classifier that the objective will look at: it learns the labels by cross-entropy, with Adam, from clean samples. Its
/// weights belong to whoever made them.
/// @param scores   N × sample shape → N × classes
std::unique_ptr<Stage> makeClassifierStage(std::function<at::Tensor(const at::Tensor&)> scores,
                                           std::vector<at::Tensor> weights, const ClassifierOptions& options);

} // namespace hourglass
