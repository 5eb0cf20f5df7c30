// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/TrainingStep.h"

#include <c10/core/Device.h>
#include <torch/optim/optimizer.h>

#include <optional>

namespace hourglass {

/// By LibTorch's own operations, on whatever device, with a twin of the autoencoder that lives there. All that looks at the
/// network meanwhile has the one in main memory, which deliver() brings up to date.
class DeviceStep final : public TrainingStep {
public:
    DeviceStep(const Experiment& experiment, Autoencoder& autoencoder, at::Device device);

    std::vector<TermValue> measure(std::int64_t samples, const PartMaker& make) override;
    void update(double learningRate) override;
    std::vector<at::Tensor> gradients() override;
    void setExperiment(const Experiment& experiment) override;
    int threadsBeside() const override;
    void deliver() override;
    void remember(StateArchive archive) override;

private:
    void rememberWeight(const at::Tensor& weight, StateArchive archive);

    Autoencoder& m_autoencoder;
    std::shared_ptr<Autoencoder> m_twin;
    at::Device m_device;
    std::optional<Objective> m_objective; ///< of the twin
    std::vector<at::Tensor> m_ownWeights; ///< of the twin; its opponent's follow
    std::vector<at::Tensor> m_opponentsWeights;
    std::unique_ptr<torch::optim::Optimizer> m_optimiser;
    double m_clip;
    at::Generator m_noise;
    bool m_hasBegun = false;
    bool m_isAhead = false; ///< of m_autoencoder
};

} // namespace hourglass
