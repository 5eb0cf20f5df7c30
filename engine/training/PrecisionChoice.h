// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/Precision.h"
#include "engine/variants/Autoencoder.h"

#include <c10/core/Device.h>

#include <string>

namespace hourglass {

struct PrecisionChoice {
    Precision precision = Precision::Full;
    std::string name;   ///< "fp32" or "bf16", as the setting is called
    std::string reason; ///< why, as a few words
};

/// What `training.precision` comes to for this network on this device. bf16 is for the main processor, where halfIsFast()
/// says that it pays. @throws Error naming the setting for bf16 where there are no instructions for it
PrecisionChoice choosePrecision(const Experiment& experiment, const Autoencoder& autoencoder, at::Device device = at::kCPU);

/// `choice`, or what `before` names where the setting leaves it open: a training goes on in the numbers that it began in.
PrecisionChoice asBefore(PrecisionChoice choice, const std::string& before, const Parameters& training);

} // namespace hourglass
