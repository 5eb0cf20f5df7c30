// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/Rbm.h"

#include "engine/kernels/Matmul.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

at::Tensor Rbm::hiddenMean(const at::Tensor& visible) const {
    const at::Tensor total = product(visible, weight.t(), hiddenBias);
    return hidden == Hidden::Binary ? total.sigmoid() : total;
}

at::Tensor Rbm::visibleMean(const at::Tensor& hiddenValues) const {
    return product(hiddenValues, weight, visibleBias).sigmoid();
}

at::Tensor Rbm::drawnHidden(const at::Tensor& mean, at::Generator& noise) const {
    const at::Tensor random = at::empty(mean.sizes(), mean.options());
    return hidden == Hidden::Binary ? (random.uniform_(0, 1, noise) < mean).to(mean.scalar_type())
                                    : random.normal_(0, 1, noise) + mean;
}

RbmGradient contrastiveDivergence(const Rbm& machine, const at::Tensor& visible, at::Generator& noise) {
    const double count = double(visible.size(0));
    const at::Tensor driven = machine.hiddenMean(visible);
    const at::Tensor reconstruction = machine.visibleMean(machine.drawnHidden(driven, noise));
    const at::Tensor again = machine.hiddenMean(reconstruction);
    // Both products in one: the data's samples above, those of their reconstructions below with the opposite sign.
    const at::Tensor above = at::cat({driven / count, again / -count});
    return {product(above.t(), at::cat({visible, reconstruction})), (driven - again).mean(0),
            (visible - reconstruction).mean(0), driven};
}

} // namespace hourglass
