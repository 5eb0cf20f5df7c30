// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/LinearAccuracy.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

double linearAccuracy(const LabelledFeatures& learned, const LabelledFeatures& held) {
    constexpr double ridge = 0.1; // of the mean variance, so that features of any size are treated alike
    // A layer may leave the range of floats before the code does: the equations must still have a solution.
    const at::Tensor x = learned.features.flatten(1).nan_to_num(0).to(at::kDouble);
    const at::Tensor mean = x.mean(0);
    const at::Tensor centred = x - mean;
    const std::int64_t classes = learned.labels.max().item<std::int64_t>() + 1;
    const at::Tensor wanted = at::one_hot(learned.labels, classes).to(at::kDouble);
    const at::Tensor offset = wanted.mean(0);
    const double penalty = ridge / double(x.size(1)) * centred.square().sum().item<double>() + 1e-9;
    const auto penalised = [penalty](const at::Tensor& product) {
        product.diagonal().add_(penalty);
        return product;
    };
    // (XᵀX + λI)⁻¹Xᵀ = Xᵀ(XXᵀ + λI)⁻¹
    const at::Tensor weights = x.size(0) < x.size(1)
                                   ? centred.t().mm(at::linalg_solve(penalised(centred.mm(centred.t())), wanted - offset))
                                   : at::linalg_solve(penalised(centred.t().mm(centred)), centred.t().mm(wanted - offset));
    const at::Tensor scores = (held.features.flatten(1).nan_to_num(0).to(at::kDouble) - mean).mm(weights) + offset;
    return (scores.argmax(1) == held.labels).to(at::kDouble).mean().item<double>();
}

std::int64_t quickRows(std::int64_t features) {
    constexpr double arithmetic = 1e9; // of a product of the rows with themselves
    return std::clamp<std::int64_t>(std::int64_t(std::sqrt(arithmetic / double(features))), 50, 1000);
}

} // namespace hourglass
