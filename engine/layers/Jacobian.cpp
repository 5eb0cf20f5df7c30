// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Jacobian.h"

#include "engine/core/Random.h"
#include "engine/kernels/Matmul.h"
#include "engine/layers/Activation.h"

#include <torch/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

namespace hourglass {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Otherwise LibTorch's own operations, in whatever type the input has.
bool isForKernels(const at::Tensor& input) {
    return input.scalar_type() == at::kFloat && !TwiceDifferentiable::isWanted();
}

struct PassedLayer {
    DenseStep step;
    at::Tensor weight; ///< units × inputs
    at::Tensor slope;  ///< N × units: derivative of the activation where each unit stands
};

at::Tensor slopeOf(const std::string& activation, const at::Tensor& total) {
    if (activation == "none")
        return at::ones_like(total);
    const at::Tensor point = total.requires_grad() ? total : total.detach().requires_grad_();
    return torch::autograd::grad({activate(activation, point).sum()}, {point}, {}, /*retain_graph=*/true,
                                 /*create_graph=*/true)[0];
}

std::vector<PassedLayer> passed(const std::vector<Stack*>& stacks, const at::Tensor& input) {
    std::vector<PassedLayer> layers;
    at::Tensor value = input.flatten(1);
    for (const Stack* stack : stacks)
        for (std::size_t i = 0; i < stack->size(); ++i) {
            const DenseStep& step = stack->denseStep(i);
            DenseStep sums = step;
            sums.function = Pointwise::None;
            const at::Tensor total = isForKernels(value) ? forwardDense({sums}, value, stack->precision())
                                                         : at::linear(value, stack->weight(i), step.bias);
            layers.push_back({step, stack->weight(i), slopeOf(stack->activation(i), total)});
            value = activate(stack->activation(i), total);
        }
    return layers;
}

/// ‖M W‖² for each M of a batch, as ⟨M G, M⟩ with G = W Wᵀ. G and its gradient are symmetric, so the way back takes two
/// products where LibTorch, which cannot know that, would take four.
struct SquaredNormFunction : torch::autograd::Function<SquaredNormFunction> {
    /// @param batch    N × rows × units
    /// @param weight   units × inputs
    /// @param operand  the same, in the type that products are taken in
    static at::Tensor forward(AutogradContext* context, const at::Tensor& batch, const at::Tensor& weight,
                              const at::Tensor& operand) {
        const at::Tensor rows = batch.flatten(0, 1).to(operand.scalar_type());
        const at::Tensor gram = at::empty({weight.size(0), weight.size(0)}, operand.options());
        matmul(gram, operand, operand.t());
        const at::Tensor through = at::empty(rows.sizes(), batch.options());
        matmul(through, rows, gram);
        context->save_for_backward({rows, through, operand});
        context->saved_data["shape"] = batch.sizes().vec();
        return at::bmm(through.view({batch.size(0), 1, -1}), batch.reshape({batch.size(0), -1, 1})).flatten();
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "the norm of the Jacobian is differentiable once only");
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &rows = saved[0], &through = saved[1], &weight = saved[2];
        const std::vector<std::int64_t> shape = context->saved_data["shape"].toIntVector();
        const at::Tensor gradient = gradients[0].view({-1, 1, 1});
        const at::Tensor ofBatch = through.view(shape) * (2 * gradient);
        const at::Tensor weighted = (rows.view(shape) * gradient.to(rows.scalar_type())).flatten(0, 1);
        const at::Tensor ofGram = at::empty({weight.size(0), weight.size(0)}, through.options());
        matmul(ofGram, rows.t(), weighted);
        const at::Tensor ofWeight = at::empty(weight.sizes(), through.options());
        matmul(ofWeight, (2 * ofGram).to(weight.scalar_type()), weight);
        return {ofBatch, ofWeight, {}};
    }
};

at::Tensor squaredNorms(const at::Tensor& batch, const PassedLayer& layer, Precision precision) {
    if (!isForKernels(batch))
        return (batch.matmul(layer.weight.mm(layer.weight.t())) * batch).sum({1, 2});
    at::Tensor operand = layer.weight.detach();
    if (precision == Precision::Half && isWorthRounding(layer.step))
        operand = layer.step.transposed ? layer.step.half->value().t() : layer.step.half->value();
    return SquaredNormFunction::apply(batch, layer.weight, operand);
}

/// N × units times units × inputs.
at::Tensor timesWeight(const at::Tensor& rows, const PassedLayer& layer, Precision precision) {
    if (!isForKernels(rows))
        return rows.mm(layer.weight);
    DenseStep back = layer.step;
    back.transposed = !back.transposed;
    back.bias = at::zeros({layer.weight.size(1)});
    back.function = Pointwise::None;
    return forwardDense({back}, rows, precision);
}

} // namespace

bool areDense(const std::vector<Stack*>& stacks) {
    return std::ranges::all_of(stacks, [](const Stack* stack) {
        for (std::size_t i = 0; i < stack->size(); ++i)
            if (!stack->isDense(i))
                return false;
        return true;
    });
}

at::Tensor squaredJacobianNorm(const std::vector<Stack*>& stacks, const at::Tensor& input) {
    const at::AutoGradMode withGradient(true); // slopes need it even where the caller does not
    const std::vector<PassedLayer> layers = passed(stacks, input);
    if (layers.size() == 1)
        return layers[0].slope.square().mv(layers[0].weight.square().sum(1));
    // From the code backwards: N × code × units of the layer reached.
    at::Tensor product = layers.back().slope.unsqueeze(2) * layers.back().weight;
    for (std::size_t i = layers.size() - 2; i > 0; --i)
        product = (product * layers[i].slope.unsqueeze(1)).matmul(layers[i].weight);
    product = product * layers[0].slope.unsqueeze(1);
    return squaredNorms(product, layers[0], stacks.front()->precision());
}

at::Tensor probedSquaredJacobianNorm(const std::vector<Stack*>& stacks, const at::Tensor& input, at::Generator& noise) {
    const at::AutoGradMode withGradient(true);
    const std::vector<PassedLayer> layers = passed(stacks, input);
    at::Tensor row = coinsLike(layers.back().slope, 0.5, noise) * 2 - 1;
    for (std::size_t i = layers.size(); i-- > 0;)
        row = timesWeight(row * layers[i].slope, layers[i], stacks.front()->precision());
    return row.square().sum(1);
}

at::Tensor estimatedSquaredJacobianNorm(const std::function<at::Tensor(const at::Tensor&)>& map, const at::Tensor& input,
                                        at::Generator& noise) {
    const at::AutoGradMode withGradient(true);
    const at::Tensor point = input.detach().clone().requires_grad_();
    const TwiceDifferentiable slopes;
    const at::Tensor value = map(point).flatten(1);
    const at::Tensor signs = coinsLike(value, 0.5, noise) * 2 - 1;
    const at::Tensor gradient = torch::autograd::grad({(value * signs).sum()}, {point}, {}, /*retain_graph=*/true,
                                                      /*create_graph=*/true)[0];
    return gradient.flatten(1).square().sum(1);
}

at::Tensor jacobian(const std::function<at::Tensor(const at::Tensor&)>& map, const at::Tensor& sample) {
    const at::AutoGradMode withGradient(true);
    at::Tensor rows;
    {
        const at::NoGradGuard noGradient;
        rows = map(sample).flatten(1);
    }
    // The same sample once for each number of z: one way back then gives every row at once.
    std::vector<std::int64_t> sizes = sample.sizes().vec();
    sizes[0] = rows.size(1);
    const at::Tensor copies = sample.detach().expand(sizes).clone().requires_grad_();
    const at::Tensor own = map(copies).flatten(1).diagonal().sum();
    return torch::autograd::grad({own}, {copies})[0].flatten(1);
}

} // namespace hourglass
