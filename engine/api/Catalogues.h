// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Parameter.h"
#include "engine/api/Shape.h"

#include <string>
#include <vector>

namespace hourglass {

/// What the window, the command line and the documentation know about one kind.
struct CatalogueEntry {
    std::string id;          ///< kebab-case, stable: it stands in files
    std::string title;       ///< "Max pooling"
    std::string summary;     ///< one line
    std::string explanation; ///< one paragraph in plain words
    std::string paper;       ///< "Vincent et al., ICML 2008", or empty
    ParameterSchema schema;
};

/// The lists are built once, on first use, and never change. Safe from any thread.
const std::vector<CatalogueEntry>& datasetEntries();
const std::vector<CatalogueEntry>& layerEntries();
const std::vector<CatalogueEntry>& corruptionEntries();
const std::vector<CatalogueEntry>& variantEntries();

/// @throws Error naming the unknown id and the known ones.
const CatalogueEntry& findEntry(const std::vector<CatalogueEntry>& entries, const std::string& id);

/// Optimiser, schedule, batch, epochs, loss, ... : the schema of Experiment::training.
const ParameterSchema& trainingSchema();
/// none, relu, leaky-relu, elu, gelu, sigmoid, tanh, softplus.
const std::vector<ParameterSpec::Choice>& activationChoices();

struct Preset {
    std::string id;
    std::string title;
    std::string summary;
    Experiment experiment; ///< complete
};
/// From resources/presets, in the order in which a newcomer should meet them.
/// @throws Error when a preset file is damaged.
const std::vector<Preset>& presets();
/// @throws Error naming the unknown id and the known ones.
const Preset& findPreset(const std::string& id);

/// Reads a preset from a file: {"title", "summary", "experiment"}. Its id is the file's name without the ending.
/// @throws Error naming the file, and the field if one is at fault
Preset loadPreset(const std::string& path);
/// All or nothing; `preset.id` is left aside. @throws Error naming the file and the cause
void savePreset(const Preset& preset, const std::string& path);

/// `current` changed to another variant: the recipe's own defaults, the network reshaped where the recipe needs
/// another one, everything else kept.
/// @throws Error for an unknown id.
Experiment withVariant(const Experiment& current, const std::string& variantId);

/// `current` after its data set was exchanged for one whose samples have this shape. A network that works with them stays
/// as it is, however odd. One that cannot gets back the mirror of its decoder if that is enough; otherwise it becomes a
/// small network of about half and a third of the sample's numbers. Where that does not help either (a convolutional
/// variant and a table), `current` comes back, and training it says why.
/// @param current  complete
Experiment withDataShape(const Experiment& current, const Shape& sampleShape);

} // namespace hourglass
