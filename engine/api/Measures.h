// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "engine/api/Reports.h"

#include <cstdint>
#include <functional>

namespace hourglass {

// Measuring a model takes an experiment that says on which data and with which corruption: the model's own, or that with
// another data set or corruption; whatever else it says is left aside. Each function blocks, and throws Error when the data
// cannot be loaded or do not fit the model.

/// Hears how much is done, 0 … 1, on the thread that computes.
using ProgressHandler = std::function<void(double done)>;

/// Figures on the validation part.
Metrics evaluate(const Model& model, const Experiment& on);

/// How probable the validation part is under the model: log p(x), or log p(x | class) where the model is told classes.
struct LikelihoodEstimate {
    double nats = 0;          ///< mean over the samples of the estimated log p(x); a lower bound on average
    double standardError = 0; ///< of that mean, from the differences between samples
    std::int64_t codes = 0;   ///< drawn for each sample
    bool givenClass = false;
    /// False with cross-entropy on data that are not all 0 or 1: p(x|z) then does not sum to one over all x, and the
    /// figure compares only with others of the same kind.
    bool isProbability = true;
};
/// log 1/K Σ p(x|z) p(z) / q(z|x) with K codes z from q(z|x) (Burda et al., Importance Weighted Autoencoders, ICLR 2016,
/// equation 8). p(x|z) is Bernoulli with cross-entropy, a normal distribution of variance ½ with squared error and a Laplace
/// distribution of scale 1 with absolute error.
/// @param codes  K, 1 … 100,000
/// @throws Error for a model without a posterior to draw codes from
LikelihoodEstimate estimateLikelihood(const Model& model, const Experiment& on, std::int64_t codes,
                                      const ProgressHandler& progress = {});

/// What the model generates from drawn codes, beside the validation part.
struct SampleFigures {
    std::int64_t count = 0;
    double sharpness = 0; ///< variance of the Laplacian, that of the data being 1; NaN for samples that are no pictures
    double diversity = 0; ///< variance over the samples summed over features, that of the data being 1; near 0: all alike
};
/// @param count  2 … 100,000
/// @throws Error for a model whose codes have no distribution to draw from
SampleFigures measureSamples(const Model& model, const Experiment& on, std::int64_t count);

} // namespace hourglass
