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
    int channels() const { return int(m_shape.channels()); }
    bool slides() const { return m_slides; }
    /// Of the photographs that it learned from, in pixels; 0 where nothing is known of that.
    int longestSide() const;

    /// A network of one channel takes the colours one after the other, one of three sees a grey picture in all three.
    /// @return nothing when cancelled
    std::optional<Planes> restoredInColour(const Planes& picture, const RestorationProgress& progress) const;

private:
    /// @param picture  of as many channels as its samples have
    std::optional<Planes> restored(const Planes& picture, const RestorationProgress& progress) const {
        return m_slides ? byTiles(picture, progress) : byPatches(picture, progress);
    }
    std::optional<Planes> byTiles(const Planes& picture, const RestorationProgress& progress) const;
    std::optional<Planes> byPatches(const Planes& picture, const RestorationProgress& progress) const;

    Model m_model;
    const Shape m_shape;
    const Precision m_precision;
    const bool m_slides;
    const int m_side; ///< of a tile
};

} // namespace hourglass
