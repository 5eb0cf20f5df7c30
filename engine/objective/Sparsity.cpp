// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Sparsity.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

class SparsityKl final : public Term {
public:
    SparsityKl(double target, double weight)
        : Term("sparsity", weight, "nats")
        , m_target(target) {}

    at::Tensor value(const BatchView& batch) const override {
        const double rho = m_target;
        const at::Tensor mean = batch.code.value.flatten(1).mean(0).clamp(1e-6, 1 - 1e-6);
        return (rho * (rho / mean).log() + (1 - rho) * ((1 - rho) / (1 - mean)).log()).sum();
    }
    bool couplesSamples() const override { return true; }

private:
    double m_target;
};

class SparsityL1 final : public Term {
public:
    explicit SparsityL1(double weight)
        : Term("sparsity", weight) {}

    at::Tensor value(const BatchView& batch) const override { return batch.code.value.abs().flatten(1).sum(1).mean(); }
};

} // namespace

std::unique_ptr<const Term> makeSparsityKl(double target, double weight) {
    return std::make_unique<SparsityKl>(target, weight);
}

std::unique_ptr<const Term> makeSparsityL1(double weight) {
    return std::make_unique<SparsityL1>(weight);
}

} // namespace hourglass
