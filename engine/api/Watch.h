// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"
#include "engine/api/Reports.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hourglass {

class Model;

/// Of what the latent map is made.
struct LatentWatch {
    /// The plane in which the codes differ most, or two numbers of the code.
    enum class Axes { Principal, Chosen };

    static constexpr std::int64_t MostSamples = 70'000;

    /// How many, from the album's first; at most MostSamples, and fewer where samples or codes are large or the encoder
    /// takes long. None: validation samples, about 2,000 at most.
    std::optional<std::int64_t> samples;
    Axes axes = Axes::Principal;
    std::int64_t x = 0; ///< which number of the code, from 0, where chosen; one that there is not means the last
    std::int64_t y = 1;
    std::optional<std::int64_t> neighboursOf; ///< the sample whose nearest ones are looked for

    bool operator==(const LatentWatch&) const = default;
};

struct InsideWatch {
    std::int64_t sample = 0; ///< see Album; one that there is not means the first
    std::size_t layer = 0;   ///< index into Inside::layers; one that there is not means the last

    bool operator==(const InsideWatch&) const = default;
};

/// What a snapshot shall show beside what it always shows. Nothing that is learned depends on it: where it cannot be done,
/// for want of memory above all, snapshots are plain again, and the next one says why.
struct Watch {
    /// The validation samples that are rebuilt worst, or best.
    enum class Extremes { None, Worst, Best };

    std::uint64_t number = 0;         ///< of the request, as whoever makes it counts; see Snapshot::watch
    std::vector<std::int64_t> pinned; ///< samples to rebuild, see Album; those that there are not are left out
    Extremes extremes = Extremes::None;
    std::shared_ptr<const Album> elsewhere; ///< other data to rebuild, by openAlbum() for this network's samples
    LatentWatch latent;
    std::optional<InsideWatch> inside;

    bool operator==(const Watch&) const = default;
};

/// Takes a snapshot of a model that is not in training (see TrainingControl::setWatch() for one that is); epoch and step are
/// 0. Blocks.
/// @throws Error when its data cannot be loaded
Snapshot look(const Model& model, const Watch& watch);

} // namespace hourglass
