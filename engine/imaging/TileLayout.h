// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/imaging/Tiles.h"

#include <vector>

namespace hourglass {

/// How tiles lie along one side of a picture. Tile i is kept from i * stride on, over stride + feather pixels or to the end
/// of the picture; the first `feather` of them it shares with the tile before.
struct TileLayout {
    int count = 1;
    int stride = 0;
    int side = 0; ///< of a tile, its context on both ends included

    /// @param length  of the picture's side, at least 1
    /// @throws Error naming the option at fault
    TileLayout(int length, const TileOptions& options);
};

/// Where the pixels `from`, from + 1, ..., which may lie outside, are found in a picture that is reflected at its borders as
/// often as needed: c b | a b c | b a.
std::vector<int> reflected(int from, int count, int length);

} // namespace hourglass
