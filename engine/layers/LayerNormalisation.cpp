// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kinds.h"
#include "engine/layers/Normalisation.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class LayerNormalisationModule final : public LayerModule {
public:
    explicit LayerNormalisationModule(std::int64_t channels)
        : m_weight(register_parameter("weight", at::ones(channels)))
        , m_bias(register_parameter("bias", at::zeros(channels))) {}

    at::Tensor forward(const at::Tensor& input) override {
        constexpr std::int64_t oneGroup = 1; // the whole sample
        return at::group_norm(input, oneGroup, m_weight, m_bias, varianceFloor);
    }

    Value describe(Computation& computation, const Value& input) const override {
        return computation.add(primitive::LayerNormalisation{{}, m_weight, m_bias, varianceFloor}, {input});
    }

private:
    at::Tensor m_weight;
    at::Tensor m_bias;
};

class LayerNormalisation final : public Normalisation {
public:
    LayerNormalisation()
        : Normalisation({"layer-normalisation",
                         "Layer normalisation",
                         "Keeps each sample centred, over the layer.",
                         "All numbers of one sample together are shifted to mean 0 and scaled to spread 1, then each "
                         "channel gets a learned scale and shift of its own. Unlike batch normalisation, no sample "
                         "depends on its neighbours in the batch, and use is the same as training.",
                         "Ba, Kiros and Hinton, Layer Normalization, 2016",
                         {}}) {}

    /// Sum; subtract, square and sum; divide; scale and shift.
    std::int64_t flops(const Parameters&, const Shape& input) const override { return 7 * input.elements(); }

    std::shared_ptr<LayerModule> build(const Parameters&, const Shape& input, at::Generator&) const override {
        return std::make_shared<LayerNormalisationModule>(input.sizes.front());
    }
};

} // namespace

std::unique_ptr<const Layer> makeLayerNormalisation() {
    return std::make_unique<LayerNormalisation>();
}

} // namespace hourglass
