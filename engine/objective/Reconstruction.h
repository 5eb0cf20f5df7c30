// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Computation.h"
#include "engine/objective/Objective.h"

namespace hourglass {

/// How the last layer's numbers become a reconstruction, and how far that is from the target.
struct OutputRule {
    std::string loss;    ///< "bce", "mse" or "l1"
    std::string reason;  ///< why, as a sentence
    bool sigmoid = true; ///< the reconstruction is σ(output), otherwise the output itself
    bool dataInUnitRange = true;
    bool difference = false; ///< the last layer says what is to be taken away from the input: residual learning

    /// What the last layer makes, N × as many numbers as a sample has, as the terms see it and reconstruction() takes it.
    /// @param input  N × shape, as the network saw it; undefined where there is only a code: the difference is then taken
    ///               from the middle of the data's range
    at::Tensor applied(const at::Tensor& output, const at::Tensor& input) const;
    at::Tensor reconstruction(const at::Tensor& output) const { return sigmoid ? output.sigmoid() : output; }
    /// reconstruction() of applied().
    /// @param input  used with the difference only
    Value describe(Computation& computation, const Value& output, const Value& input) const;
};
/// Resolves "auto": BCE for data in [0, 1], MSE otherwise and with the difference; the sigmoid goes with BCE.
/// @param training  complete by trainingSchema(). @throws Error for BCE on other data or without the sigmoid.
OutputRule outputRule(const Parameters& training, bool dataInUnitRange);

/// "reconstruction": squared or absolute error, or binary cross-entropy in nats from logits.
std::unique_ptr<const Term> makeReconstruction(const OutputRule& rule, double weight = 1);
/// The same figure for each sample of the batch: N.
at::Tensor reconstructionPerSample(const OutputRule& rule, const at::Tensor& output, const at::Tensor& target);

} // namespace hourglass
