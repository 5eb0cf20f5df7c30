// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"
#include "engine/api/Experiment.h"
#include "engine/api/Network.h"

#include <cstdint>
#include <vector>

namespace hourglass {

class Model;

/// One sample on its way through a network: what each layer makes of it, from black for the layer's least number to white
/// for its greatest. A vector is drawn as squares, channels side by side.
struct Preview {
    Image input;
    std::vector<Image> encoder; ///< as many as stand before the first fault
    Image code;                 ///< empty where it does not stand
    std::vector<Image> decoder;
    Image output; ///< the reconstruction; empty where the network does not stand

    bool operator==(const Preview&) const = default;
};

/// Networks of more parameters are not tried out while they are being drawn, nor are those that take very much memory or
/// arithmetic for a sample.
constexpr std::int64_t mostPreviewedParameters = 20'000'000;

/// With the fresh weights that a training of this experiment begins with, unless it takes some from a file. A faulty network
/// shows what stands before its fault, one that is too large its input alone. Blocks: some ten milliseconds for a million
/// parameters.
/// @param experiment  complete
/// @param sample      of its data: see Album; one that there is not means the first
/// @throws Error where the experiment names an unknown kind, or a loss that cannot be had for these data
Preview preview(const Experiment& experiment, const Album& album, std::int64_t sample);

/// With the weights of the model.
Preview preview(const Model& model, const Album& album, std::int64_t sample);

} // namespace hourglass
