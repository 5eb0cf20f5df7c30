// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "engine/core/StateArchive.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/Autoencoder.h"

#include <functional>
#include <memory>
#include <string>

namespace hourglass {

/// What a Model is inside the engine.
class Model::Private {
public:
    Experiment experiment; ///< complete
    std::shared_ptr<Autoencoder> autoencoder;
    Metrics metrics;
    History history;
    Image thumbnail;
    std::string dataFingerprint;               ///< of the data that it was trained on; see fingerprint()
    StateArchive::Tensors training;            ///< what resume() needs besides the weights; empty where it cannot go on
    std::shared_ptr<const DatasetAlbum> album; ///< of the data that it was trained on, where they are at hand
    bool dataAreMissing = false;               ///< they could not be loaded when somebody looked for them
    at::Tensor mapAxes; ///< of its latent map as last seen, which the next one keeps to; may be undefined
    /// While it is being trained: brings what is above up to date.
    std::function<void()> refresh;
};

} // namespace hourglass
