// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/widgets/ImageGrid.h"

#include <cstdint>
#include <set>
#include <vector>

namespace hourglass::ui {

/// Samples of one data set, rebuilt.
struct ReconstructionGroup {
    std::vector<Reconstruction> samples;
    DatasetInfo dataset;
    QString heading;          ///< over them; empty where there is no other group
    bool isElsewhere = false; ///< not the network's own data
};

/// In which colours differences are drawn.
enum class DifferenceColours { Heat, Grey };

/// Original, as the network saw it, rebuilt, difference: a column for each sample, its errors beneath. Without the
/// second row where nothing was corrupted.
/// @param pinned  samples of the network's own data that are marked
ImageGrid::Content reconstructionGrid(const std::vector<ReconstructionGroup>& groups,
                                      const std::set<std::int64_t>& pinned = {},
                                      DifferenceColours colours = DifferenceColours::Grey);

/// "19.2 dB": of a mean squared error against 1.0.
QString psnrText(double mse);

} // namespace hourglass::ui
