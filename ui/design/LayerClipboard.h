// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <vector>

namespace hourglass::ui {

// Layers on the way through the clipboard, from one place, window or program to another: as the JSON of an experiment whose
// encoder they are.

void copyLayers(const std::vector<LayerSpec>& layers);
/// Empty when the clipboard holds something else. Those of a kind that is not known here are left out.
std::vector<LayerSpec> copiedLayers();

} // namespace hourglass::ui
