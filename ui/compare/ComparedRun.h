// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "ui/history/RunRecord.h"

#include <optional>
#include <vector>

namespace hourglass::ui {

/// A run that is ticked, with all that is known of it.
struct ComparedRun {
    RunSummary summary;
    RunDetails details;
    std::optional<Experiment> experiment; ///< nothing where this program cannot read it
    int colour = 0;                       ///< see classColour()
};
using ComparedRuns = std::vector<ComparedRun>;

} // namespace hourglass::ui
