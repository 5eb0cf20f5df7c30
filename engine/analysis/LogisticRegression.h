// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace hourglass {

/// Features with the class of each.
struct Labelled {
    at::Tensor features; ///< N × D, fp32
    at::Tensor labels;   ///< N, int64
    std::int64_t count() const { return features.size(0); }
};

/// Multinomial logistic regression: p(class k | x) ∝ exp(w_k · x + b_k).
class LogisticRegression {
public:
    /// Starts as the classifier that knows nothing; features are centred and scaled, all by the same factor, as those of
    /// `samples` need it.
    LogisticRegression(const Labelled& samples, std::int64_t classes);

    /// Minimises mean cross-entropy + penalty / 2 · Σ w², from where it stands, by L-BFGS.
    /// @param onward  asked every few steps
    /// @return false where `onward` did, which ends the search where it is
    bool fit(
        const Labelled& samples, double penalty, const std::function<bool()>& onward = [] { return true; });

    at::Tensor scores(const at::Tensor& features) const; ///< N × D → N × classes, the logarithms of the odds
    std::int64_t mistakes(const Labelled& samples) const;
    double crossEntropy(const Labelled& samples) const; ///< nats per sample

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
std::optional<LogisticRegression> fittedRegression(const Labelled& samples, std::int64_t classes, std::int64_t seed,
                                                   const std::function<bool(double done)>& onward);

} // namespace hourglass
