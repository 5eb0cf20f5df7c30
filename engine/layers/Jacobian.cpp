// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Jacobian.h"

#include "engine/layers/Activation.h"

#include <torch/autograd.h>

#include <algorithm>

namespace hourglass {

namespace {

struct PassedLayer {
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
            const DenseWeights weights = stack->denseWeights(i);
            const at::Tensor total = at::linear(value, weights.weight, weights.bias);
            layers.push_back({weights.weight, slopeOf(stack->activation(i), total)});
            value = activate(stack->activation(i), total);
        }
    return layers;
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
    const at::Tensor gram = layers[0].weight.mm(layers[0].weight.t());
    return (product.matmul(gram) * product).sum({1, 2});
}

at::Tensor estimatedSquaredJacobianNorm(const std::function<at::Tensor(const at::Tensor&)>& map, const at::Tensor& input,
                                        at::Generator& noise) {
    const at::AutoGradMode withGradient(true);
    const at::Tensor point = input.detach().clone().requires_grad_();
    const TwiceDifferentiable slopes;
    const at::Tensor value = map(point).flatten(1);
    const at::Tensor signs = at::empty(value.sizes(), at::kFloat).bernoulli_(0.5, noise) * 2 - 1;
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
