// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Restore.h"
#include "engine/variants/ModelInternals.h"

#include <memory>
#include <optional>

namespace hourglass {

/// A model's network at work on a whole picture: over tiles where it slides, or else over patches of its samples' size.
class Restorer::Network {
public:
    /// @throws Error when the model's samples are no pictures of one or three channels
    explicit Network(const Model& model);

    /// Of its samples, and so of the pictures that it takes.
    int channels() const { return int(shape().channels()); }
    bool slides() const { return m_slides; }

    /// @param picture  of as many channels
    /// @return nothing when cancelled
    std::optional<Planes> restored(const Planes& picture, const RestorationProgress& progress) const {
        return m_slides ? byTiles(picture, progress) : byPatches(picture, progress);
    }

private:
    const Shape& shape() const { return m_model.internals().autoencoder->data().shape; }
    std::optional<Planes> byTiles(const Planes& picture, const RestorationProgress& progress) const;
    std::optional<Planes> byPatches(const Planes& picture, const RestorationProgress& progress) const;

    Model m_model;
    Precision m_precision;
    bool m_slides = false;
    int m_side = 0; ///< of a tile
};

} // namespace hourglass
