// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/Pca.h"
#include "engine/api/Reports.h"
#include "engine/data/Dataset.h"
#include "engine/variants/Autoencoder.h"

#include <memory>

namespace hourglass {

/// Takes snapshots of a network in training on fixed validation samples. Keeps the axes of its latent map steady
/// from one snapshot to the next.
class SnapshotMaker {
public:
    SnapshotMaker(std::shared_ptr<const Dataset> dataset, std::int64_t seed);

    /// The samples of the latent map, in its order.
    std::vector<Image> thumbnails() const;
    /// epoch and step are left for the caller. The network is left in training mode.
    Snapshot take(Autoencoder& autoencoder, const Experiment& experiment);

private:
    LatentMap latentMap(Autoencoder& autoencoder);
    /// None where the codes left the range of floats.
    std::vector<Figure> lens(Autoencoder& autoencoder, const Experiment& experiment) const;
    std::vector<Reconstruction> reconstructions(Autoencoder& autoencoder, const Experiment& experiment) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_seed;
    std::int64_t m_latentCount;
    std::vector<int> m_latentLabels;
    float m_low = 0; ///< black and white of every picture
    float m_high = 1;
    at::Tensor m_shown;          ///< indices of the reconstructed validation samples
    at::Tensor m_lastComponents; ///< 2 × code, to keep the map from flipping
};

} // namespace hourglass
