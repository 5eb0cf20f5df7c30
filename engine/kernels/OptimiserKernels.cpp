// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/OptimiserKernels.h"

#include "engine/kernels/Vectorised.h"

#include <cmath>

namespace hourglass {

namespace {

// Loops over plain pointers, most of them known not to overlap, so that the compiler makes vectors of them.

HOURGLASS_VECTORISED void adam(float* __restrict weight, const float* __restrict gradient, float* __restrict mean,
                               float* __restrict square, AdamStep step, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        const float g = step.gradientScale * gradient[i] + step.addedDecay * weight[i];
        const float m = step.beta1 * mean[i] + (1 - step.beta1) * g;
        const float v = step.beta2 * square[i] + (1 - step.beta2) * g * g;
        mean[i] = m;
        square[i] = v;
        weight[i] = step.keptShare * weight[i] - step.rate * m / (std::sqrt(v) * step.squareCorrection + step.epsilon);
    }
}

HOURGLASS_VECTORISED void withMomentum(float* __restrict weight, const float* __restrict gradient,
                                       float* __restrict velocity, MomentumStep step, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        const float v = step.momentum * velocity[i] + (step.gradientScale * gradient[i] + step.decay * weight[i]);
        velocity[i] = v;
        weight[i] -= step.rate * v;
    }
}

HOURGLASS_VECTORISED void sum(float* total, const float* a, const float* b, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        total[i] = a[i] + b[i];
}

HOURGLASS_VECTORISED double squares(const float* __restrict values, std::int64_t count) {
    constexpr std::int64_t lanes = 8;
    double sums[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::int64_t lane = 0; lane < lanes; ++lane)
            sums[lane] += double(values[i + lane]) * double(values[i + lane]);
    for (; i < count; ++i)
        sums[0] += double(values[i]) * double(values[i]);
    double total = 0;
    for (const double part : sums)
        total += part;
    return total;
}

} // namespace

void adamStep(const AdamState& state, const AdamStep& step, std::int64_t count) {
    adam(state.weight, state.gradient, state.mean, state.square, step, count);
}

void momentumStep(const MomentumState& state, const MomentumStep& step, std::int64_t count) {
    withMomentum(state.weight, state.gradient, state.velocity, step, count);
}

void add(float* total, const float* a, const float* b, std::int64_t count) {
    sum(total, a, b, count);
}

double sumOfSquares(const float* values, std::int64_t count) {
    return squares(values, count);
}

} // namespace hourglass
