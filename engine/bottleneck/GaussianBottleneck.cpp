// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianBottleneck.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

/// A variance of exp(10), which is a deviation of exp(5) = 148: no data need more, and nothing overflows on the way there.
constexpr double mostLogVariance = 10;

} // namespace

Gaussian gaussianFrom(const at::Tensor& raw) {
    const std::vector<at::Tensor> halves = raw.chunk(2, 1);
    return {halves[0], halves[1].clamp(-mostLogVariance, mostLogVariance)};
}

static Value describeMean(Computation& computation, const Value& raw) {
    return computation.add(primitive::Slice{0, raw.shape.channels() / 2}, {raw});
}

DescribedGaussian describeGaussian(Computation& computation, const Value& raw) {
    const std::int64_t channels = raw.shape.channels() / 2;
    const Value logVariance = computation.add(primitive::Slice{channels, channels}, {raw});
    return {describeMean(computation, raw),
            computation.add(primitive::Clamp{{}, -mostLogVariance, mostLogVariance}, {logVariance})};
}

at::Tensor drawn(const Gaussian& gaussian, at::Generator* noise) {
    if (!noise)
        return gaussian.mean;
    return gaussian.mean + (0.5 * gaussian.logVariance).exp() * normalLike(gaussian.mean, *noise);
}

Code GaussianBottleneck::forward(const at::Tensor& raw, at::Generator* noise) {
    const Gaussian posterior = gaussianFrom(raw);
    return {.value = drawn(posterior, noise), .posterior = posterior};
}

Value GaussianBottleneck::describe(Computation& computation, const Value& raw) const {
    return describeMean(computation, raw);
}

} // namespace hourglass
