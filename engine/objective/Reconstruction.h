// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Computation.h"
#include "engine/objective/Objective.h"

namespace hourglass {

/// How the last layer's numbers become a reconstruction, and how far that is from the target.
struct OutputRule {
    std::string loss;    ///< "bce" or "mse"
    std::string reason;  ///< why, as a sentence
    bool sigmoid = true; ///< the reconstruction is σ(output), otherwise the output itself
    bool dataInUnitRange = true;

    at::Tensor reconstruction(const at::Tensor& output) const { return sigmoid ? output.sigmoid() : output; }
    Value describe(Computation& computation, const Value& output) const {
        return sigmoid ? computation.add(primitive::Sigmoid{}, {output}) : output;
    }
};
/// Resolves "auto": BCE for data in [0, 1], MSE otherwise; the sigmoid goes with BCE.
/// @param training  complete by trainingSchema(). @throws Error for BCE on other data or without the sigmoid.
OutputRule outputRule(const Parameters& training, bool dataInUnitRange);

/// "reconstruction": squared error, or binary cross-entropy in nats from logits.
std::unique_ptr<const Term> makeReconstruction(const OutputRule& rule, double weight = 1);
/// The same figure for each sample of the batch: N.
at::Tensor reconstructionPerSample(const OutputRule& rule, const at::Tensor& output, const at::Tensor& target);

} // namespace hourglass
