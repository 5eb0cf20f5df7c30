// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianProduct.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/custom_function.h>

namespace hourglass {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The share s of the precision that the second one brings is a sigmoid of a = log σ₁² − log σ₂² + log t, so that
/// μ = μ₁ + s (μ₂ − μ₁) and log σ² = log σ₁² − softplus(a), and nothing overflows.
struct ProductFunction : torch::autograd::Function<ProductFunction> {
    static variable_list forward(AutogradContext* context, const at::Tensor& mean, const at::Tensor& logVariance,
                                 const at::Tensor& otherMean, const at::Tensor& otherLogVariance, const at::Tensor& logTrust,
                                 const c10::optional<at::Tensor>& noise) {
        const at::Tensor advantage = (logVariance - otherLogVariance).add_(logTrust);
        const at::Tensor share = advantage.sigmoid();
        const at::Tensor distance = otherMean - mean;
        const at::Tensor product = at::addcmul(mean, share, distance);
        const at::Tensor productLogVariance = logVariance - at::softplus(advantage);
        const at::Tensor drawn = noise ? (0.5 * productLogVariance).exp_().mul_(*noise) : at::Tensor();
        context->save_for_backward({share, distance, drawn});
        return {product, productLogVariance, noise ? product + drawn : product.clone()};
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "a product of normal distributions is differentiable once only");
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &share = saved[0], &distance = saved[1], &drawn = saved[2];
        const at::Tensor byMean = outer[0] + outer[2];
        const at::Tensor byLogVariance = drawn.defined() ? at::addcmul(outer[1], outer[2], drawn, 0.5) : outer[1];
        const at::Tensor byOtherMean = byMean * share;
        // da of μ: s (1 − s) (μ₂ − μ₁); of log σ²: −s.
        const at::Tensor byAdvantage =
            (byOtherMean * distance).addcmul_(byOtherMean * share, distance, -1).addcmul_(byLogVariance, share, -1);
        return {byMean - byOtherMean, byLogVariance + byAdvantage, byOtherMean, -byAdvantage, byAdvantage.sum(), {}};
    }
};

} // namespace

GaussianProduct gaussianProduct(const Gaussian& first, const Gaussian& second, const at::Tensor& logTrust,
                                const at::Tensor& noise) {
    const variable_list result =
        ProductFunction::apply(first.mean, first.logVariance, second.mean, second.logVariance, logTrust,
                               noise.defined() ? c10::make_optional(noise) : c10::nullopt);
    return {{result[0], result[1]}, result[2]};
}

} // namespace hourglass
