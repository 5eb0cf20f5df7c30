// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/Autoencoder.h"

#include <string>

namespace hourglass {

/// Takes the weights that a training begins with from the file that `training.startFrom` names, a model or any other
/// safetensors file: those of the layers in `training.take`, or all whose names and shapes fit; the rest stays fresh.
/// @return what was taken, as a sentence; empty without a file
/// @throws Error naming the field when the file cannot be read, or has none that fits
std::string takeStartingWeights(const Parameters& training, Autoencoder& autoencoder);

} // namespace hourglass
