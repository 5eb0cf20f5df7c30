// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/widgets/ImageGrid.h"

#include <vector>

namespace hourglass::ui {

/// Original, as the network saw it, rebuilt, difference: a column for each sample, its error beneath. Without the
/// second row where nothing was corrupted.
ImageGrid::Content reconstructionGrid(const std::vector<Reconstruction>& reconstructions, const DatasetInfo& dataset);

} // namespace hourglass::ui
