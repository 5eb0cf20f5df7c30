// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/Autoencoder.h"

#include <vector>

namespace hourglass {

/// Every number of a table and of the network that learns it: samples and what is made of them, their codes, the weights.
/// The album's first samples, in the order of their classes. Nothing for pictures, and for what is too large to be followed.
std::vector<Figure> smallTable(Autoencoder& autoencoder, const DatasetAlbum& album);

} // namespace hourglass
