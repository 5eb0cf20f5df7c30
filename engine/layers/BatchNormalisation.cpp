// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Kinds.h"
#include "engine/layers/Normalisation.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

constexpr double momentum = 0.1; ///< share of the newest batch in the running statistics

class BatchNormalisationModule final : public LayerModule {
public:
    explicit BatchNormalisationModule(std::int64_t channels)
        : m_weight(register_parameter("weight", at::ones(channels)))
        , m_bias(register_parameter("bias", at::zeros(channels)))
        , m_runningMean(register_buffer("running_mean", at::zeros(channels)))
        , m_runningVariance(register_buffer("running_var", at::ones(channels))) {}

    bool couplesSamples() const override { return true; }
    Value describe(Computation& computation, const Value& input) const override {
        return computation.add(
            primitive::BatchNormalisation{{}, m_weight, m_bias, m_runningMean, m_runningVariance, varianceFloor}, {input});
    }
    at::Tensor forward(const at::Tensor& input) override {
        // A single number has no variance: a last batch of one sample makes do with the running statistics.
        const bool hasVariance = input.numel() > input.size(1);
        const bool isFrozen = !m_weight.requires_grad(); // then it stays as it is in use
        return at::batch_norm(input, m_weight, m_bias, m_runningMean, m_runningVariance,
                              is_training() && hasVariance && !isFrozen, momentum, varianceFloor, false);
    }

private:
    at::Tensor m_weight;
    at::Tensor m_bias;
    at::Tensor m_runningMean;
    at::Tensor m_runningVariance;
};

class BatchNormalisation final : public Normalisation {
public:
    BatchNormalisation()
        : Normalisation({"batch-normalisation",
                         "Batch normalisation",
                         "Keeps each channel centred, over the batch.",
                         "Over all samples of a batch, each channel is shifted to mean 0 and scaled to spread 1, then "
                         "given a scale and a shift of its own that are learned. Deep networks learn faster and "
                         "forgive larger learning rates. When the network is used, averages remembered from the "
                         "training take the place of the batch.",
                         "Ioffe and Szegedy, Batch Normalization: Accelerating Deep Network Training by Reducing "
                         "Internal Covariate Shift, ICML 2015",
                         {}}) {}

    /// One multiply-add each: in use, statistics, scale and shift melt into two numbers a channel.
    std::int64_t flops(const Parameters&, const Shape& input) const override { return 2 * input.elements(); }

    std::shared_ptr<LayerModule> build(const Parameters&, const Shape& input, at::Generator&) const override {
        return std::make_shared<BatchNormalisationModule>(input.sizes.front());
    }
};

} // namespace

std::unique_ptr<const Layer> makeBatchNormalisation() {
    return std::make_unique<BatchNormalisation>();
}

} // namespace hourglass
