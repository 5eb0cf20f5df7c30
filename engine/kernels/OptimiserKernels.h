// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace hourglass {

/// Numbers of one weight and what its optimiser keeps of them; all arrays have `count` numbers.
struct AdamState {
    float* weight;
    const float* gradient;
    float* mean;   ///< of the gradient, decaying
    float* square; ///< of its square, decaying
};
struct AdamStep {
    float gradientScale;    ///< what the gradient is multiplied with first
    float rate;             ///< learning rate over the first moment's bias correction
    float squareCorrection; ///< 1 / √(second moment's bias correction)
    float addedDecay;       ///< weight decay of Adam: added to the gradient
    float keptShare;        ///< weight decay of AdamW: what each weight is multiplied with
    float beta1, beta2, epsilon;
};
/// Kingma & Ba, ICLR 2015, algorithm 1; with decoupled decay Loshchilov & Hutter, ICLR 2019, algorithm 2.
void adamStep(const AdamState& state, const AdamStep& step, std::int64_t count);

struct MomentumState {
    float* weight;
    const float* gradient;
    float* velocity;
};
struct MomentumStep {
    float gradientScale;
    float rate, momentum, decay;
};
/// velocity = momentum · velocity + (scale · gradient + decay · weight); weight −= rate · velocity.
void momentumStep(const MomentumState& state, const MomentumStep& step, std::int64_t count);

/// sum = a + b; sum may be a.
void add(float* sum, const float* a, const float* b, std::int64_t count);
/// Σ values², added up in double precision.
double sumOfSquares(const float* values, std::int64_t count);

} // namespace hourglass
