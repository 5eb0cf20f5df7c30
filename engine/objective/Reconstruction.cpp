// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Reconstruction.h"

#include "engine/api/Error.h"
#include "engine/kernels/CrossEntropy.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

namespace hourglass {

namespace {

/// Binary cross-entropy of logits, averaged over the samples, which finds its gradient on the way. Differentiable once.
struct CrossEntropyOfBatch : torch::autograd::Function<CrossEntropyOfBatch> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& logits,
                              const at::Tensor& target) {
        TORCH_CHECK(logits.sizes() == target.sizes(), "output and target differ in shape");
        const at::Tensor gradient = at::empty_like(logits);
        const double sum = crossEntropyOfLogits(logits, target, gradient);
        context->save_for_backward({gradient});
        return at::scalar_tensor(sum / double(logits.size(0)));
    }
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& outer) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "this cross-entropy is differentiable once only");
        const at::Tensor gradient = context->get_saved_variables()[0];
        return {gradient * (outer[0] / double(gradient.size(0))), {}};
    }
};

std::string unitOf(const std::string& loss) {
    return loss == "bce" ? "nats" : loss == "l1" ? "absolute error" : "squared error";
}

class ReconstructionTerm final : public Term {
public:
    ReconstructionTerm(OutputRule rule, double weight)
        : Term("reconstruction", weight, unitOf(rule.loss))
        , m_rule(std::move(rule)) {}

    at::Tensor value(const BatchView& batch) const override {
        const at::Tensor& output = batch.output;
        if (m_rule.loss == "bce" && output.scalar_type() == at::kFloat && output.is_cpu())
            return CrossEntropyOfBatch::apply(output.contiguous(), batch.target.contiguous());
        return reconstructionPerSample(m_rule, output, batch.target).mean();
    }

private:
    OutputRule m_rule;
};

} // namespace

at::Tensor OutputRule::applied(const at::Tensor& output, const at::Tensor& input) const {
    if (!difference)
        return output;
    return input.defined() ? input - output.reshape(input.sizes()) : (dataInUnitRange ? 0.5 : 0.0) - output;
}

Value OutputRule::describe(Computation& computation, const Value& output, const Value& input) const {
    if (difference)
        return computation.add(primitive::Subtract{}, {input, output});
    return sigmoid ? computation.add(primitive::Sigmoid{}, {output}) : output;
}

OutputRule outputRule(const Parameters& training, bool dataInUnitRange) {
    const std::string& output = training.text("output");
    OutputRule rule{training.text("loss"), "Chosen by hand.", false, dataInUnitRange, output == "difference"};
    if (rule.loss == "auto" && rule.difference) {
        rule.loss = "mse";
        rule.reason = "Chosen automatically: the network says what to take away from its input.";
    } else if (rule.loss == "auto") {
        rule.loss = dataInUnitRange ? "bce" : "mse";
        rule.reason = dataInUnitRange ? "Chosen automatically: every value of the data lies between 0 and 1."
                                      : "Chosen automatically: the data leave the range from 0 to 1.";
    }
    if (rule.loss == "bce" && !dataInUnitRange)
        throw Error("Binary cross-entropy needs data between 0 and 1, and these are not. Choose the squared error, or "
                    "scale the columns to the range 0 to 1.",
                    "training.loss");
    if (rule.loss == "bce" && (output == "linear" || rule.difference))
        throw Error("Binary cross-entropy needs a sigmoid at the output. Choose Sigmoid or Automatic here, or "
                    "Squared error as the loss.",
                    "training.output");
    rule.sigmoid = output == "sigmoid" || (output == "auto" && rule.loss == "bce");
    return rule;
}

std::unique_ptr<const Term> makeReconstruction(const OutputRule& rule, double weight) {
    return std::make_unique<ReconstructionTerm>(rule, weight);
}

// Squared error: Σ (x̂ − x)². Absolute error: Σ |x̂ − x|. Cross-entropy: −Σ x log x̂ + (1 − x) log(1 − x̂), stable for large
// logits.
at::Tensor reconstructionPerSample(const OutputRule& rule, const at::Tensor& output, const at::Tensor& target) {
    const auto perFeature = [&] {
        if (rule.loss == "bce")
            return at::binary_cross_entropy_with_logits(output, target, {}, {}, at::Reduction::None);
        const at::Tensor rebuilt = rule.reconstruction(output);
        return rule.loss == "l1" ? at::l1_loss(rebuilt, target, at::Reduction::None)
                                 : at::mse_loss(rebuilt, target, at::Reduction::None);
    };
    return perFeature().flatten(1).sum(1);
}

} // namespace hourglass
