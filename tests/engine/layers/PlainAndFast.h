// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Random.h"
#include "engine/layers/Stack.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace hourglass::test {

struct Outcome {
    at::Tensor output;
    std::vector<at::Tensor> gradients; ///< to the input, then to every weight
};

/// A step forward and back.
/// @param plain  as LibTorch does it, layer by layer
inline Outcome outcomeOf(Stack& stack, const at::Tensor& input, bool plain) {
    std::optional<TwiceDifferentiable> slow;
    if (plain)
        slow.emplace();
    const at::Tensor point = input.clone().requires_grad_();
    const at::Tensor output = stack.forward(point);
    at::Generator noise = seededGenerator(2, "outer");
    const at::Tensor outer = at::empty(output.sizes()).normal_(0, 1, noise);
    std::vector<at::Tensor> inputs{point};
    for (const at::Tensor& weight : stack.parameters())
        inputs.push_back(weight);
    return {output.detach(), torch::autograd::grad({output}, inputs, {outer})};
}

inline double distance(const at::Tensor& a, const at::Tensor& b) {
    return ((a - b).norm() / (b.norm() + 1e-12)).item<double>();
}

/// How far the two are apart where they are farthest: 0 for the output, then the gradients.
inline std::pair<std::size_t, double> farthest(const Outcome& a, const Outcome& b) {
    std::pair<std::size_t, double> most{0, distance(a.output, b.output)};
    for (std::size_t i = 0; i < b.gradients.size(); ++i)
        if (const double apart = distance(a.gradients.at(i), b.gradients[i]); !(apart <= most.second))
            most = {i + 1, apart};
    return most;
}

/// Biases begin at zero, where little shows, and so do the last weights of branches.
inline void drawZeros(torch::nn::Module& module) {
    at::Generator generator = seededGenerator(7, "zeros");
    for (const at::Tensor& weight : module.parameters())
        if (!weight.any().item<bool>())
            weight.data().normal_(0, 0.1, generator);
}

} // namespace hourglass::test
