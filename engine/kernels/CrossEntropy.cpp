// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/CrossEntropy.h"

#include "engine/kernels/Vectorised.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace hourglass {

namespace {

/// exp(x) for x ≤ 0: 2^k · exp(r) with |r| ≤ ½ log 2, and the series of exp to the sixth power.
inline float exponential(float x) {
    const float limited = x > -87.f ? x : -87.f; // also where x is not a number: the caller adds x itself
    const float k = std::floor(limited * 1.44269504f + 0.5f);
    const float r = (limited - k * 0.693359375f) + k * 2.12194440e-4f; // log 2 in two parts keeps the last digits
    const float series = 1 + r * (1 + r * (0.5f + r * (1.f / 6 + r * (1.f / 24 + r * (1.f / 120 + r * (1.f / 720))))));
    return series * std::bit_cast<float>((std::int32_t(k) + 127) << 23);
}

/// log(1 + e) for 0 ≤ e ≤ 1: 2 artanh(e / (2 + e)), whose argument is at most ⅓.
inline float logOfOneAnd(float e) {
    const float z = e / (2 + e);
    const float q = z * z;
    return 2 * z * (1 + q * (1.f / 3 + q * (1.f / 5 + q * (1.f / 7 + q * (1.f / 9 + q * (1.f / 11 + q * (1.f / 13)))))));
}

HOURGLASS_VECTORISED void crossEntropy(const float* __restrict logits, const float* __restrict targets,
                                       float* __restrict loss, float* __restrict gradient, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        const float x = logits[i];
        const float e = exponential(-std::abs(x));
        loss[i] = (x > 0 ? x : 0) - x * targets[i] + logOfOneAnd(e);
        gradient[i] = (x > 0 ? 1 : e) / (1 + e) - targets[i];
    }
}

HOURGLASS_VECTORISED float sum(const float* values, std::int64_t count) {
    constexpr std::int64_t lanes = 16;
    float sums[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::int64_t lane = 0; lane < lanes; ++lane)
            sums[lane] += values[i + lane];
    for (; i < count; ++i)
        sums[0] += values[i];
    float total = 0;
    for (const float part : sums)
        total += part;
    return total;
}

} // namespace

double crossEntropyOfLogits(const at::Tensor& logits, const at::Tensor& targets, const at::Tensor& gradient) {
    constexpr std::int64_t together = 1024; // stays in the nearest cache between the two passes
    constexpr std::int64_t worthAThread = 16;
    const float* const x = logits.data_ptr<float>();
    const float* const t = targets.data_ptr<float>();
    float* const slopes = gradient.defined() ? gradient.data_ptr<float>() : nullptr;
    std::vector<float> sums(std::size_t((logits.numel() + together - 1) / together)); // added up in one order always
    at::parallel_for(0, std::int64_t(sums.size()), worthAThread, [&](std::int64_t begin, std::int64_t end) {
        float losses[together], unused[together];
        for (std::int64_t block = begin; block < end; ++block) {
            const std::int64_t first = block * together, count = std::min(together, logits.numel() - first);
            crossEntropy(x + first, t + first, losses, slopes ? slopes + first : unused, count);
            sums[std::size_t(block)] = sum(losses, count);
        }
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

} // namespace hourglass
