// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/objective/Objective.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

/// Σ (x̂ − x)² per sample.
class SquaredError final : public Term {
public:
    explicit SquaredError(bool sigmoid) : Term("reconstruction", 1), m_sigmoid(sigmoid) {}

    at::Tensor value(const BatchView& batch) const override {
        const at::Tensor rebuilt = m_sigmoid ? batch.output.sigmoid() : batch.output;
        return at::mse_loss(rebuilt, batch.target, at::Reduction::Sum) / batch.target.size(0);
    }

private:
    bool m_sigmoid;
};

/// −Σ x log x̂ + (1 − x) log(1 − x̂) per sample, in nats, stable for large logits.
class CrossEntropy final : public Term {
public:
    CrossEntropy() : Term("reconstruction", 1) {}

    at::Tensor value(const BatchView& batch) const override {
        return at::binary_cross_entropy_with_logits(batch.output, batch.target, {}, {}, at::Reduction::Sum) /
               batch.target.size(0);
    }
};

} // namespace

OutputRule outputRule(const Parameters& training, bool dataInUnitRange) {
    OutputRule rule{training.text("loss"), "Chosen by hand.", false};
    if (rule.loss == "auto") {
        rule.loss = dataInUnitRange ? "bce" : "mse";
        rule.reason = dataInUnitRange ? "Chosen automatically: every value of the data lies between 0 and 1."
                                      : "Chosen automatically: the data leave the range from 0 to 1.";
    }
    if (rule.loss == "bce" && !dataInUnitRange)
        throw Error("Binary cross-entropy needs data between 0 and 1, and these are not. Choose MSE, or scale the "
                    "columns to the unit range.",
                    "training.loss");
    const std::string& output = training.text("output");
    if (rule.loss == "bce" && output == "linear")
        throw Error("Binary cross-entropy needs a sigmoid at the output. Choose \"sigmoid\" or \"auto\".",
                    "training.output");
    rule.sigmoid = output == "sigmoid" || (output == "auto" && rule.loss == "bce");
    return rule;
}

std::unique_ptr<const Term> makeReconstruction(const OutputRule& rule) {
    if (rule.loss == "bce")
        return std::make_unique<CrossEntropy>();
    return std::make_unique<SquaredError>(rule.sigmoid);
}

} // namespace hourglass
