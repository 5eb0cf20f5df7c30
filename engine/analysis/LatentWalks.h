// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/LatentSamples.h"
#include "engine/api/Walk.h"

namespace hourglass {

/// What happens on walks of 16 steps between the codes of pairs of samples, 200 of them at the most; means of these.
struct WalkFigures {
    std::int64_t pairs = 0;
    /// Sum of the distances between each picture and the next, over the distance between the first one and the last.
    /// NaN where all ends are alike.
    double pathLength = 0;
    /// How far the code of what is decoded lies from the code that it was decoded from, in usual distances, between the
    /// ends.
    double error = 0;
    double errorAtEnds = 0; ///< the same at the ends, which are codes of data
};
/// Each pair is decoded as the class of its first sample, where the network is told classes.
/// @return nothing when given up
std::optional<WalkFigures> walkFigures(const LatentSamples& samples, WalkPath path, const Onward& onward);

} // namespace hourglass
