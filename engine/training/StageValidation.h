// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Dataset.h"
#include "engine/pretraining/Stage.h"

#include <vector>

namespace hourglass {

/// The terms of a stage of pretraining on the validation part, corrupted as in training, with the same random numbers each
/// time.
/// @param epoch  where the stage stands
std::vector<TermValue> validationTerms(Stage& stage, const Dataset& dataset, const Experiment& experiment, double epoch);

} // namespace hourglass
