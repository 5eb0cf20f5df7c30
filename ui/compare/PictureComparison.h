// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparedRun.h"
#include "ui/widgets/ImageGrid.h"

namespace hourglass::ui {

/// What the runs made of the same samples, a row for each run. Runs that were measured on the same samples stand together,
/// below the originals.
ImageGrid::Content pictureComparison(const ComparedRuns& runs);

} // namespace hourglass::ui
