// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/DeviceChoice.h"

#include "engine/api/Error.h"
#include "engine/training/CrewStep.h"
#include "engine/training/DeviceStep.h"

#include <torch/cuda.h>

namespace hourglass {

at::Device chooseDevice(const Parameters& training) {
    const std::string& wanted = training.text("device");
    const bool onlyHere = wanted == "cpu" || (wanted == "auto" && training.text("precision") == "bf16");
    const bool available = !onlyHere && torch::cuda::is_available();
    if (wanted == "cuda" && !available)
        throw Error("There is no graphics processor that this LibTorch can use (Debian's is built without CUDA). Choose the "
                    "main processor, or leave it automatic.",
                    "training.device");
    return available ? at::kCUDA : at::kCPU;
}

std::unique_ptr<TrainingStep> makeTrainingStep(const Experiment& experiment, Autoencoder& autoencoder, at::Device device,
                                               int members) {
    if (device.is_cpu())
        return std::make_unique<CrewStep>(experiment, autoencoder, members);
    return std::make_unique<DeviceStep>(experiment, autoencoder, device);
}

} // namespace hourglass
