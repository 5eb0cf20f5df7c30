// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

namespace hourglass::ui {

// The four hyperparameters of an autoencoder that a student must always find at once: code size, number of
// layers, nodes per layer, loss. They are one view on values that the network and the training hold.

const ParameterSchema& hyperparameterSchema();
Parameters hyperparametersOf(const Experiment& experiment);

/// The key of the hyperparameter that shows the experiment's field ("network.code.size"); empty when none
/// does.
std::string hyperparameterFor(const std::string& field);

/// Layers are counted where they have nodes or channels; pooling, dropout and the like belong to the layer
/// above them.
/// @throws Error in one sentence when `value` is not a list of whole numbers.
Experiment withHyperparameter(Experiment experiment, const std::string& key, const ParameterValue& value);

} // namespace hourglass::ui
