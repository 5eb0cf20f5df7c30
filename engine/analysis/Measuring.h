// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Dataset.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/core/grad_mode.h>

#include <memory>

namespace hourglass {

/// Sets a network to use, without gradients, for as long as it lives.
class InUse {
public:
    explicit InUse(Autoencoder& autoencoder, Precision precision = Precision::Full)
        : m_autoencoder(autoencoder)
        , m_precision(autoencoder.precision()) {
        m_autoencoder.eval();
        m_autoencoder.setPrecision(precision);
    }
    ~InUse() {
        m_autoencoder.train();
        m_autoencoder.setPrecision(m_precision);
    }
    InUse(const InUse&) = delete;
    InUse& operator=(const InUse&) = delete;

private:
    const at::NoGradGuard m_noGradient;
    Autoencoder& m_autoencoder;
    const Precision m_precision;
};

/// The data that a model is to be measured on.
/// @throws Error naming the field where they cannot be loaded, or where the model cannot work with them
std::shared_ptr<const Dataset> datasetFor(const Model& model, const Experiment& on);

/// The data that it was trained on, loaded where they are not at hand, and kept.
/// @throws as datasetFor()
std::shared_ptr<const DatasetAlbum> ownAlbum(const Model& model);

/// Black and white of pictures of its samples: those of its data (see DatasetAlbum), or 0 and 1 where these leave [0, 1] but
/// can no longer be loaded. They are looked for once.
struct PictureRange {
    float low = 0, high = 1;
};
PictureRange pictureRange(const Model& model);

} // namespace hourglass
