// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/Autoencoder.h"

#include <memory>
#include <vector>

namespace hourglass {

/// Takes snapshots of a network in training. Keeps the axes of its latent map steady from one snapshot to the next.
class SnapshotMaker {
public:
    SnapshotMaker(std::shared_ptr<const DatasetAlbum> album, std::int64_t seed);

    const std::shared_ptr<const DatasetAlbum>& album() const { return m_album; }
    void setWatch(const Watch& watch) { m_watch = watch; }
    /// epoch and step are left for the caller. The network is left in training mode. A watch that fails is given up: see
    /// Snapshot::watchFault.
    Snapshot take(Autoencoder& autoencoder, const Experiment& experiment);

    /// The principal axes of the last map, 2 × numbers in a code, which the next one keeps to; undefined before that.
    const at::Tensor& axes() const { return m_axes; }
    void keepTo(const at::Tensor& axes) { m_axes = axes; }

private:
    Snapshot taken(Autoencoder& autoencoder, const Experiment& experiment);
    LatentMap latentMap(Autoencoder& autoencoder);
    /// None where the codes left the range of floats.
    std::vector<Figure> lens(Autoencoder& autoencoder, const Experiment& experiment) const;

    std::shared_ptr<const DatasetAlbum> m_album;
    std::int64_t m_seed;
    Watch m_watch;
    at::Tensor m_shown; ///< numbers of the samples that are always rebuilt
    at::Tensor m_axes;
};

} // namespace hourglass
