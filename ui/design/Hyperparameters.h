// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

namespace hourglass::ui {

// The four hyperparameters of an autoencoder that a student must always find at once: code size, number of
// layers, nodes per layer, loss. They are one view on values that the network and the training hold.

const ParameterSchema& hyperparameterSchema();
Parameters hyperparametersOf(const Experiment& experiment);

/// Nodes or channels of the encoder's widest layer; 0 where no layer has any.
std::int64_t widestLayer(const Experiment& experiment);
/// The value of "nodes" with that many in the widest layer, and the others in proportion.
std::string nodesScaledTo(const Experiment& experiment, std::int64_t widest);

/// The key of the hyperparameter that shows the experiment's field ("network.code.size"); empty when none
/// does.
std::string hyperparameterFor(const std::string& field);

/// Layers are counted where they have nodes or channels; pooling, dropout and the like belong to the layer
/// above them.
/// @throws Error in one sentence when `value` is not a list of whole numbers.
Experiment withHyperparameter(Experiment experiment, const std::string& key, const ParameterValue& value);

} // namespace hourglass::ui
