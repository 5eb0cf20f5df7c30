// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <functional>
#include <optional>

namespace hourglass {

/// All lengths in pixels of the input.
struct TileOptions {
    int side = 512;   ///< of a tile with all its context, at the most; a multiple of `multiple`
    int context = 32; ///< seen on each side and thrown away: what reaches no further leaves no trace of tiles
    int feather = 16; ///< over so many, neighbours pass into each other (raised cosine); side >= 2 context + 3 feather
    int multiple = 8; ///< both sides of every tile are multiples of it, and, if `context` is one, so is where it begins:
                      ///< what halves a picture then puts the same pixels together in every tile
    int scale = 1;    ///< so many times larger are the output's sides
    int channels = 0; ///< of the output; 0 for as many as the input has
    int threads = 1;  ///< that call `process` at the same time, the caller's among them
};

/// Makes `out`, which has its shape already, from `in`.
using TileProcess = std::function<void(const Planes& in, Planes& out)>;
/// Takes the share done, 0 to 1, after each tile; false cancels. On any of the threads, but on one at a time.
using TileProgress = std::function<bool(double share)>;

/// Restores a picture of any size piece by piece. Tiles all have the same size, as small as their number allows, and
/// reflect the picture at its borders (without doubling the last pixel). Between two neighbours the result is a weighted
/// mean, with weights that sum to one: where both agree, it is exactly what they agree on. Beside input and output, memory
/// holds two rows of tiles. Blocks; any thread.
/// @return nothing when cancelled
/// @throws Error naming an option out of its range, or for an empty picture; else whatever `process` or `progress` throws
std::optional<Planes> restoreInTiles(const Planes& picture, const TileOptions& options, const TileProcess& process,
                                     const TileProgress& progress = {});

} // namespace hourglass
