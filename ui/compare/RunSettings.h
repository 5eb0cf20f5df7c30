// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"

#include <QString>

#include <vector>

namespace hourglass::ui {

struct RunSetting {
    QString group; ///< "Training"
    QString label; ///< "Learning rate"
    QString value; ///< "0.001"
};

/// All that one run can differ from another in, in the words of the catalogues; what does not matter for the experiment is
/// left out.
/// @param experiment  complete
std::vector<RunSetting> settingsOf(const Experiment& experiment);

} // namespace hourglass::ui
