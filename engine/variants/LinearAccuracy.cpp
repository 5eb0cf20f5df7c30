// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/LinearAccuracy.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

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
    at::Tensor product = centred.t().mm(centred);
    product.diagonal().add_(ridge / double(x.size(1)) * product.trace() + 1e-9);
    const at::Tensor weights = at::linalg_solve(product, centred.t().mm(wanted - offset));
    const at::Tensor scores = (held.features.flatten(1).nan_to_num(0).to(at::kDouble) - mean).mm(weights) + offset;
    return (scores.argmax(1) == held.labels).to(at::kDouble).mean().item<double>();
}

} // namespace hourglass
