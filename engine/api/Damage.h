// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"
#include "engine/api/Planes.h"
#include "engine/api/RestorationTask.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// What a kind of damage is given. What it has no use for stays at its default.
struct DamageInput {
    const Planes& picture;        ///< clean
    double strength = 0;          ///< in the units of DamageKind::strength
    std::uint64_t seed = 1;       ///< where chance has a part
    const Planes* mask = nullptr; ///< what "missing" takes away: one plane, 0.5 or more where the picture is missing
};

/// A way to spoil a clean picture, to see how well it is made good again.
struct DamageKind {
    std::string id;                        ///< "gaussian": that of the corruption that trains against it
    std::string title;                     ///< "Gaussian noise"
    std::string help;                      ///< a sentence or two
    RestorationTask task;                  ///< that undoes it
    std::optional<ParameterSpec> strength; ///< in units that people know; none where there is nothing to choose
    bool isRandom = false;                 ///< another seed gives another damage
    /// A pass over the picture; any thread. @throws Error naming an argument that is missing or out of its range
    Planes (*apply)(const DamageInput& input) = nullptr;
};

/// In the order in which people should see them.
const std::vector<DamageKind>& damageKinds();
/// @throws Error listing the known ones for an unknown id.
const DamageKind& damageKind(const std::string& id);

} // namespace hourglass

namespace hourglass::damage {

// What can be wrong with a picture, done to one that is right. The same seed gives the same damage. σ is in units of the
// values (25 of 255 grey levels: 25.0 / 255). Noise leaves [0, 1] as it falls; storing the picture clips it. Any thread.
// All throw Error naming an argument out of its range, or for an empty picture.

/// x + N(0, σ²). @param sigma  at least 0
Planes gaussian(const Planes& picture, double sigma, std::uint64_t seed);
/// x + x · N(0, σ²): the brighter, the more. @param sigma  at least 0
Planes speckle(const Planes& picture, double sigma, std::uint64_t seed);
/// Pixels become black or white, all channels together. @param share  of the pixels, 0 to 1
Planes saltAndPepper(const Planes& picture, double share, std::uint64_t seed);
/// What is left after the picture was a JPEG file. @param quality  1 to 100
Planes jpeg(const Planes& picture, int quality);
/// A mask for missing(): strokes of a brush and blocks, as the corruption "missing" draws them, white on black.
/// @param share  of the pixels that are missing, 0 to 0.9
Planes holes(int width, int height, double share, std::uint64_t seed);
/// Mid-grey where the mask (one plane of the same size) is 0.5 or more.
Planes missing(const Planes& picture, const Planes& mask);
/// One plane: the luma of ITU-R BT.601. A grey picture stays as it is.
Planes greyscale(const Planes& picture);
/// A grey picture in red, green and blue alike.
Planes inThree(const Planes& grey);
/// Half the sides, rounded up, each pixel the mean of four; where a side is odd its last pixel counts twice.
Planes halfSize(const Planes& picture);

} // namespace hourglass::damage
