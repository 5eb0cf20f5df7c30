// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/Bottleneck.h"

namespace hourglass {

/// The first half of the channels is the mean of q(z|x), the second half its log-variance, kept within ±10.
/// @param raw  N × 2·C × …
Gaussian gaussianFrom(const at::Tensor& raw);
/// The same, described.
struct DescribedGaussian {
    Value mean;
    Value logVariance;
};
DescribedGaussian describeGaussian(Computation& computation, const Value& raw);
/// mean + deviation · ε with ε ~ N(0, I), so that the gradient reaches mean and deviation (Kingma & Welling, ICLR 2014,
/// section 2.4); the mean without noise.
at::Tensor drawn(const Gaussian& gaussian, at::Generator* noise);

/// The code is drawn from a normal distribution that the encoder describes.
class GaussianBottleneck final : public Bottleneck {
public:
    Code forward(const at::Tensor& raw, at::Generator* noise) override;
    Value describe(Computation& computation, const Value& raw) const override;
    bool isStochastic() const override { return true; }
    at::Tensor sampled(std::int64_t count, const Shape& codeShape, at::Generator& noise) override {
        return standardNormal(count, codeShape, noise);
    }
};

} // namespace hourglass
