// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/LinearAccuracy.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace hourglass {

/// Multinomial logistic regression: p(class k | x) ∝ exp(w_k · x + b_k).
class LogisticRegression {
public:
    /// Starts as the classifier that knows nothing; features are centred and scaled, all by the same factor, as those of
    /// `samples` need it.
    LogisticRegression(const LabelledFeatures& samples, std::int64_t classes);

    /// Minimises mean cross-entropy + penalty / 2 · Σ w², from where it stands, by L-BFGS.
    /// @param onward  asked every few steps
    /// @return false where `onward` did, which ends the search where it is
    bool fit(
        const LabelledFeatures& samples, double penalty, const std::function<bool()>& onward = [] { return true; });

    at::Tensor scores(const at::Tensor& features) const; ///< N × D → N × classes, the logarithms of the odds
    std::int64_t mistakes(const LabelledFeatures& samples) const;
    double crossEntropy(const LabelledFeatures& samples) const; ///< nats per sample

private:
    at::Tensor m_mean; ///< D
    double m_scale;
    at::Tensor m_weight; ///< classes × D
    at::Tensor m_bias;   ///< classes
};

/// Fits to nine tenths of `samples` with each of several penalties, then to all of them with the one that does best on the
/// other tenth.
/// @param onward  is told how much is done, 0 … 1; false gives up
/// @return nothing when given up
std::optional<LogisticRegression> fittedRegression(const LabelledFeatures& samples, std::int64_t classes, std::int64_t seed,
                                                   const std::function<bool(double done)>& onward);

} // namespace hourglass
