// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Quantisation.h"

#include <ATen/TensorOperators.h>

namespace hourglass {

namespace {

at::Tensor distance(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).square().flatten(1).sum(1).mean();
}

class Codebook final : public Term {
public:
    Codebook()
        : Term("codebook", 1, "squared error") {}
    at::Tensor value(const BatchView& batch) const override {
        return distance(batch.code.raw.detach(), batch.code.quantised);
    }
};

class Commitment final : public Term {
public:
    explicit Commitment(double weight)
        : Term("commitment", weight, "squared error") {}
    at::Tensor value(const BatchView& batch) const override {
        return distance(batch.code.raw, batch.code.quantised.detach());
    }
};

} // namespace

std::unique_ptr<const Term> makeCodebook() {
    return std::make_unique<Codebook>();
}

std::unique_ptr<const Term> makeCommitment(double weight) {
    return std::make_unique<Commitment>(weight);
}

} // namespace hourglass
