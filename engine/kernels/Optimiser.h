// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"
#include "engine/core/StateArchive.h"
#include "engine/kernels/OptimiserKernels.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace hourglass {

/// The optimiser chosen in `training` (complete by trainingSchema()): Adam, AdamW or SGD with momentum, with the constants
/// that LibTorch takes by default. It moves any part of a weight by itself, so that several threads can share a step.
class Optimiser {
public:
    /// @param weights  fp32, each without gaps
    Optimiser(const Parameters& training, std::vector<at::Tensor> weights);

    /// Adam with its usual constants.
    static Optimiser adam(std::vector<at::Tensor> weights);

    /// Begins a step, of which every part follows.
    void begin(double learningRate);
    /// Numbers [first, last) of weight `index`, in the order in which they lie in memory. Safe from several threads for
    /// parts that do not overlap.
    /// @param gradient  of these numbers
    /// @param scale     what it is multiplied with
    void move(std::size_t index, std::int64_t first, std::int64_t last, const float* gradient, double scale = 1);

    /// A whole step. The weights count as changed.
    /// @param gradients  one for each weight; undefined where it has none
    void step(double learningRate, const std::vector<at::Tensor>& gradients);
    void remember(StateArchive archive);

private:
    enum class Kind { Adam, AdamW, Momentum };
    struct Moments {
        at::Tensor mean;   ///< of the gradient; the velocity, for SGD
        at::Tensor square; ///< undefined for SGD
    };

    Kind m_kind;
    double m_decay;
    std::int64_t m_steps = 0;
    AdamStep m_adamStep{}; ///< constants of the step that began last; so is the next
    MomentumStep m_momentumStep{};
    std::vector<at::Tensor> m_weights;
    std::vector<Moments> m_moments;
};

/// Of what an optimiser remembers of a weight, when it comes from a file.
/// @param square  undefined for SGD
/// @throws Error when no training can have come to it
void requirePossible(std::int64_t steps, const at::Tensor& mean, const at::Tensor& square = {});

/// `gradient` with its numbers in the order in which those of `weight` lie in memory; undefined where it is.
at::Tensor laidOutAs(const at::Tensor& weight, const at::Tensor& gradient);

} // namespace hourglass
