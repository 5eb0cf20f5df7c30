// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <QString>

#include <vector>

namespace hourglass::ui {

/// A setting that changed while a network trained.
struct LiveChange {
    QString name;  ///< "Learning rate"
    QString value; ///< "5e-4"
};

/// Between two experiments that differ in live parameters only, in the order of the schemas.
std::vector<LiveChange> liveChanges(const Experiment& before, const Experiment& after);

} // namespace hourglass::ui
