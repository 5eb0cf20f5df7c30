// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/PrecisionChoice.h"

#include "engine/api/Error.h"

namespace hourglass {

PrecisionChoice choosePrecision(const Experiment& experiment, const Autoencoder& autoencoder, at::Device device) {
    const std::string& wanted = experiment.training.text("precision");
    const PrecisionChoice full{Precision::Full, "fp32", ""}, half{Precision::Half, "bf16", ""};
    const auto because = [](PrecisionChoice choice, std::string reason) {
        choice.reason = std::move(reason);
        return choice;
    };
    if (wanted == "fp32")
        return because(full, "chosen by hand");
    if (!device.is_cpu() && wanted == "bf16")
        throw Error("Products in bf16 are for the main processor. Choose fp32, or the main processor as the device.",
                    "training.precision");
    if (!device.is_cpu())
        return because(full, "graphics processor");
    if (wanted == "bf16" && !halfIsSupported())
        throw Error("This processor does not multiply bf16 numbers (it has " + instructionSet() +
                        "). Choose fp32, or leave it automatic.",
                    "training.precision");
    if (!halfIsSupported())
        return because(full, instructionSet());
    if (!autoencoder.gainsFromHalf())
        return because(full, "the layers are small");
    if (wanted == "bf16")
        return because(half, "chosen by hand");
    return halfIsFast() ? because(half, instructionSet()) : because(full, "faster here than bf16");
}

PrecisionChoice asBefore(PrecisionChoice choice, const std::string& before, const Parameters& training) {
    if (training.text("precision") != "auto" || choice.name == before)
        return choice;
    if (before == "fp32")
        return {Precision::Full, "fp32", "as the training began"};
    if (before == "bf16" && halfIsSupported())
        return {Precision::Half, "bf16", "as the training began"};
    return choice;
}

} // namespace hourglass
