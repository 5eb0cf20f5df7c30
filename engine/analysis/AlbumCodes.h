// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/DatasetAlbum.h"
#include "engine/variants/Autoencoder.h"

#include <cstdint>
#include <vector>

namespace hourglass {

// Of the album's first `count` samples.

/// The most likely codes by a network in use (see InUse), count × numbers in a code. Finite: a code that left the range of
/// floats is for the divergence check; whoever draws it must only survive it.
at::Tensor albumCodes(Autoencoder& autoencoder, const DatasetAlbum& album, std::int64_t count);
/// −1 without a class.
std::vector<int> albumLabels(const DatasetAlbum& album, std::int64_t count);

} // namespace hourglass
