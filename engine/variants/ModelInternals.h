// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "engine/variants/Autoencoder.h"

#include <memory>

namespace hourglass {

/// What a Model is inside the engine.
class Model::Private {
public:
    Experiment experiment; ///< complete
    std::shared_ptr<Autoencoder> autoencoder;
    Metrics metrics;
};

} // namespace hourglass
