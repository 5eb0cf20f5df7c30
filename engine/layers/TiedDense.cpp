// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/TiedDense.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class TiedDense final : public LayerModule {
public:
    explicit TiedDense(const at::Tensor& weight)
        : m_weight(weight)
        , m_bias(register_parameter("bias", at::zeros(weight.size(1)))) {}

    at::Tensor forward(const at::Tensor& input) override { return at::linear(input.flatten(1), m_weight.t(), m_bias); }
    Value describe(Computation& computation, const Value& input) const override {
        return computation.add(primitive::Linear{m_weight.t(), m_bias}, {computation.flattened(input)});
    }

private:
    at::Tensor m_weight; ///< not registered: it is saved and trained as the other layer's
    at::Tensor m_bias;
};

} // namespace

std::shared_ptr<LayerModule> tiedDense(const at::Tensor& weight) {
    return std::make_shared<TiedDense>(weight);
}

} // namespace hourglass
