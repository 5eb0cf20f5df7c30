// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/TrainingStep.h"

#include <c10/core/Device.h>

namespace hourglass {

/// Where an experiment is to be trained: a graphics processor that LibTorch can use, or else the main one.
/// @throws Error naming training.device when it asks for one that is not there
at::Device chooseDevice(const Parameters& training);

/// @param members  threads that share the work on the main processor
std::unique_ptr<TrainingStep> makeTrainingStep(const Experiment& experiment, Autoencoder& autoencoder, at::Device device,
                                               int members);

} // namespace hourglass
