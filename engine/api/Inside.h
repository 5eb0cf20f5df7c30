// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "engine/api/Network.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

/// One layer at work, measured on a few hundred validation samples after its activation. A unit is one number of its
/// output, or one map where it makes maps.
struct LayerInside {
    NetworkPart part = NetworkPart::Encoder;
    std::size_t index = 0; ///< inside its part
    std::string title;     ///< "dense 128, relu"
    Shape output;
    Image activations;    ///< what it makes of the sample that is watched, from its least to its greatest number
    double dead = 0;      ///< share of the units that give the same for every sample
    double saturated = 0; ///< share of all numbers at the end of a bounded activation, within 1 % of its range; 0 for others
    double gradientNorm = 0; ///< of the objective, by all its weights together; NaN where none of them learns
};

/// The network from inside.
struct Inside {
    std::int64_t sample = 0;         ///< see Album
    std::size_t layer = 0;           ///< index into layers
    std::vector<LayerInside> layers; ///< encoder, code, decoder
    /// Of that layer: its filters as pictures, its units for the sample (each as opaque as it is active), the histogram of
    /// its activations.
    std::vector<Figure> figures;
};

} // namespace hourglass
