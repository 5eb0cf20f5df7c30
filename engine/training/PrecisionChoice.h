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

/// What `training.precision` comes to for this network on this processor. The same every time, so that the same experiment
/// gives the same result. @throws Error naming the setting for bf16 where the processor has no use for it.
PrecisionChoice choosePrecision(const Experiment& experiment, const Autoencoder& autoencoder, at::Device device = at::kCPU);

} // namespace hourglass
