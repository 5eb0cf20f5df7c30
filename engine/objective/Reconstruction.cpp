// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Reconstruction.h"

#include "engine/api/Error.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class ReconstructionTerm final : public Term {
public:
    ReconstructionTerm(OutputRule rule, double weight)
        : Term("reconstruction", weight, rule.loss == "bce" ? "nats" : "squared error")
        , m_rule(std::move(rule)) {}

    at::Tensor value(const BatchView& batch) const override {
        return reconstructionPerSample(m_rule, batch.output, batch.target).mean();
    }

private:
    OutputRule m_rule;
};

} // namespace

OutputRule outputRule(const Parameters& training, bool dataInUnitRange) {
    OutputRule rule{training.text("loss"), "Chosen by hand.", false, dataInUnitRange};
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

std::unique_ptr<const Term> makeReconstruction(const OutputRule& rule, double weight) {
    return std::make_unique<ReconstructionTerm>(rule, weight);
}

// Squared error: Σ (x̂ − x)². Cross-entropy: −Σ x log x̂ + (1 − x) log(1 − x̂), stable for large logits.
at::Tensor reconstructionPerSample(const OutputRule& rule, const at::Tensor& output, const at::Tensor& target) {
    const at::Tensor perFeature = rule.loss == "bce"
                                      ? at::binary_cross_entropy_with_logits(output, target, {}, {}, at::Reduction::None)
                                      : at::mse_loss(rule.reconstruction(output), target, at::Reduction::None);
    return perFeature.flatten(1).sum(1);
}

} // namespace hourglass
