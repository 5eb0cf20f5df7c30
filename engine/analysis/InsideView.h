// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/Autoencoder.h"

#include <optional>

namespace hourglass {

/// Looks at every layer of a network in use (see InUse); none where numbers left the range of floats. Gradients are those of
/// the objective on validation samples; what training keeps of gradients stays as it is.
std::optional<Inside> lookInside(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album,
                                 const InsideWatch& watch, std::int64_t seed);

} // namespace hourglass
