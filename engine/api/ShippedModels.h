// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/RestorationTask.h"

#include <string>
#include <vector>

namespace hourglass {

/// A model that comes with the program and needs no training.
struct ShippedModel {
    std::string path;    ///< of the .hourglass file, for Model::load()
    std::string title;   ///< "Denoise, grey"
    std::string summary; ///< one line
    RestorationTask task = RestorationTask::Denoise;
    int channels = 1; ///< of the pictures that it learned from: 1 or 3
};

/// From resources/models/models.json, in its order, the best for each task first. Opens none of the models.
/// @throws Error naming the file where the list is missing or damaged
std::vector<ShippedModel> shippedModels();

} // namespace hourglass
