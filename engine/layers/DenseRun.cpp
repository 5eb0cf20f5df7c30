// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/DenseRun.h"

#include "engine/kernels/Matmul.h"
#include "engine/kernels/Rows.h"
#include "engine/layers/FactoredGradients.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/custom_class.h>

#include <algorithm>

namespace hourglass {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the way back needs to know of the way forward.
struct Passage final : torch::CustomClassHolder {
    std::vector<DenseStep> steps;
    Precision precision = Precision::Full;
    std::vector<at::Tensor> inputs; ///< of each layer, as its product takes them
    std::vector<at::Tensor> known;  ///< what each layer's derivative is taken from
    std::vector<std::int64_t> versions;

    /// Of all that the way back reads and others can reach.
    std::vector<std::int64_t> currentVersions() const {
        std::vector<std::int64_t> result{known.back()._version()};
        for (const DenseStep& step : steps)
            result.push_back(step.weight._version());
        return result;
    }
};

at::ScalarType typeOf(const DenseStep& step, Precision precision) {
    return precision == Precision::Half && isWorthRounding(step) ? at::kBFloat16 : at::kFloat;
}

/// inputs × units.
Matrix matrixOf(const DenseStep& step, Precision precision) {
    const Matrix weight = typeOf(step, precision) == at::kBFloat16 ? step.half->value() : step.weight;
    return step.transposed ? weight : weight.transposed();
}

/// Undefined where it is left as factors.
at::Tensor weightGradient(const DenseStep& step, const GradientFactors& factors) {
    if (FactoredGradients::take(step.weight, factors))
        return {};
    const at::Tensor gradient = at::empty(step.weight.sizes(), at::kFloat);
    matmul(gradient, Matrix(factors.left).transposed(), factors.right);
    return gradient;
}

/// @param passage  filled, unless it is null
at::Tensor forwards(const std::vector<DenseStep>& steps, const at::Tensor& input, Precision precision, Passage* passage) {
    at::Tensor value = input.flatten(1).contiguous();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const DenseStep& step = steps[i];
        value = value.to(typeOf(step, precision));
        const bool roundsNext = i + 1 < steps.size() && typeOf(steps[i + 1], precision) == at::kBFloat16;
        const at::Tensor output = at::empty({value.size(0), step.bias.size(0)},
                                            value.options().dtype(roundsNext ? value.scalar_type() : at::kFloat));
        const bool together = derivesFromValue(step.function);
        matmul(output, value, matrixOf(step, precision), step.bias, together ? step.function : Pointwise::None);
        if (passage) {
            passage->inputs.push_back(value);
            // A tensor of its own: the output itself will belong to the graph that owns the passage.
            passage->known.push_back(together ? output.detach() : output.clone());
        }
        if (!together)
            apply(step.function, output);
        value = output;
    }
    return value;
}

struct DenseFunction : torch::autograd::Function<DenseFunction> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& input, at::TensorList,
                              const c10::intrusive_ptr<Passage>& passage) {
        context->saved_data["passage"] = c10::IValue::make_capsule(passage);
        context->saved_data["shape"] = input.sizes().vec();
        const at::Tensor output = forwards(passage->steps, input, passage->precision, passage.get());
        passage->versions = passage->currentVersions();
        return output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto passage = c10::static_intrusive_pointer_cast<Passage>(context->saved_data["passage"].toCapsule());
        TORCH_CHECK(!at::GradMode::is_enabled(), "these layers are differentiable once only: see TwiceDifferentiable");
        TORCH_CHECK(passage->versions == passage->currentVersions(),
                    "weights or output of dense layers were changed between the way forward and the way back");
        const std::vector<DenseStep>& steps = passage->steps;
        variable_list result(2 * steps.size() + 2); // input; weight and bias of each step; the passage
        at::Tensor gradient = gradients[0].contiguous();
        if (steps.back().function != Pointwise::None)
            gradient = gradient.clone(); // it is somebody else's, and is about to change
        for (std::size_t i = steps.size(); i-- > 0;) {
            const DenseStep& step = steps[i];
            applyDerivative(step.function, gradient, passage->known[i], gradient);
            if (context->needs_input_grad(2 * i + 2))
                result[2 * i + 2] = sumOfRows(gradient);
            const at::Tensor& input = passage->inputs[i];
            gradient = gradient.to(input.scalar_type());
            if (context->needs_input_grad(2 * i + 1))
                result[2 * i + 1] = weightGradient(step, step.transposed ? GradientFactors{input, gradient}
                                                                         : GradientFactors{gradient, input});
            if (i == 0 && !context->needs_input_grad(0))
                break;
            const at::ScalarType type = i > 0 ? passage->known[i - 1].scalar_type() : at::kFloat;
            const at::Tensor below = at::empty(input.sizes(), input.options().dtype(type));
            matmul(below, gradient, matrixOf(step, passage->precision).transposed());
            gradient = below;
            if (i == 0)
                result[0] = gradient.view(context->saved_data["shape"].toIntVector());
        }
        return result;
    }
};

} // namespace

bool isWorthRounding(const DenseStep& step) {
    constexpr std::int64_t fewest = 16384;
    return step.weight.numel() >= fewest;
}

at::Tensor forwardDense(std::vector<DenseStep> steps, const at::Tensor& input, Precision precision) {
    std::vector<at::Tensor> weights;
    for (const DenseStep& step : steps) {
        weights.push_back(step.weight);
        weights.push_back(step.bias);
    }
    const bool isLearning =
        input.requires_grad() || std::ranges::any_of(weights, [](const auto& weight) { return weight.requires_grad(); });
    if (!isLearning || !at::GradMode::is_enabled())
        return forwards(steps, input, precision, nullptr);
    auto passage = c10::make_intrusive<Passage>();
    passage->steps = std::move(steps);
    passage->precision = precision;
    return DenseFunction::apply(input, at::TensorList(weights), passage);
}

} // namespace hourglass
