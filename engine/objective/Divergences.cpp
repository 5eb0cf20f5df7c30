// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Divergences.h"

#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass {

namespace {

class Kl final : public Term {
public:
    explicit Kl(const KlOptions& options)
        : Term("kl", options.weight, "nats")
        , m_options(options) {}

    at::Tensor value(const BatchView& batch) const override {
        const at::Tensor perDimension = gaussianKl(batch.code.posterior, batch.code.prior).flatten(1).mean(0);
        return (m_options.freeBits > 0 ? perDimension.clamp_min(m_options.freeBits) : perDimension).sum();
    }
    bool couplesSamples() const override { return m_options.freeBits > 0; }
    double weightAt(double epoch) const override {
        return m_options.warmupEpochs > 0 ? m_options.weight * std::min(1.0, epoch / m_options.warmupEpochs)
                                          : m_options.weight;
    }

private:
    KlOptions m_options;
};

class Mmd final : public Term {
public:
    explicit Mmd(double weight)
        : Term("mmd", weight) {}

    at::Tensor value(const BatchView& batch) const override {
        const at::Tensor codes = batch.code.value.flatten(1);
        if (!batch.noise || codes.size(0) < 2)
            return at::zeros({});
        return maximumMeanDiscrepancy(codes, normalLike(codes, *batch.noise));
    }
    bool couplesSamples() const override { return true; }
};

at::Tensor squaredDistances(const at::Tensor& a, const at::Tensor& b) {
    return (a.square().sum(1, true) + b.square().sum(1) - 2 * a.mm(b.t())).clamp_min(0);
}

} // namespace

at::Tensor gaussianKl(const Gaussian& q, const Gaussian& p) {
    if (!p.defined())
        return 0.5 * (q.mean.square() + q.logVariance.exp() - q.logVariance - 1);
    const at::Tensor distance = (q.mean - p.mean).square() + q.logVariance.exp();
    return 0.5 * (p.logVariance - q.logVariance + distance * (-p.logVariance).exp() - 1);
}

at::Tensor gaussianLogDensity(const at::Tensor& x, const Gaussian& of) {
    const double constant = std::log(2 * std::numbers::pi);
    if (!of.defined())
        return -0.5 * (constant + x.square());
    return -0.5 * (constant + of.logVariance + (x - of.mean).square() * (-of.logVariance).exp());
}

std::unique_ptr<const Term> makeKl(const KlOptions& options) {
    return std::make_unique<Kl>(options);
}

at::Tensor maximumMeanDiscrepancy(const at::Tensor& x, const at::Tensor& y) {
    const double count = double(x.size(0));
    const at::Tensor xx = squaredDistances(x, x);
    const at::Tensor yy = squaredDistances(y, y);
    const at::Tensor xy = squaredDistances(x, y);
    at::Tensor sum = at::zeros({});
    for (const double scale : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0}) {
        const double c = scale * 2 * double(x.size(1));
        const auto kernel = [c](const at::Tensor& distance) { return c / (c + distance); };
        // A point is no evidence about its own set, so each one's kernel with itself, which is 1, is left out.
        const at::Tensor within = kernel(xx).sum() + kernel(yy).sum() - 2 * count;
        sum = sum + within / (count * (count - 1)) - 2 * kernel(xy).mean();
    }
    return sum;
}

std::unique_ptr<const Term> makeMmd(double weight) {
    return std::make_unique<Mmd>(weight);
}

} // namespace hourglass
