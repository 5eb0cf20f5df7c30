// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/Autoencoder.h"

#include <cstdint>
#include <vector>

namespace hourglass {

// For a network in use (see InUse). Corruption draws the same at every call.

/// What the network makes of the samples at `numbers` (int64, 1-D) of `album`.
/// @param own  whether these are the network's own data, whose classes it knows
std::vector<Reconstruction> rebuilt(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album,
                                    const at::Tensor& numbers, std::int64_t seed, bool own);

/// Those of the first validation samples, as many as about a second is enough for, that are rebuilt with the
/// largest (or least) mean squared error, in the order of it.
std::vector<Reconstruction> extremes(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album,
                                     Watch::Extremes which, std::int64_t seed);

} // namespace hourglass
