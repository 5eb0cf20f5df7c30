// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/history/Records.h"
#include "ui/compare/ComparedRun.h"

namespace hourglass::test {

inline ui::ComparedRun compared(const ui::RunRecord& run, int colour = 0,
                                const Experiment& experiment = defaultExperiment()) {
    return {run.summary, run.details, experiment, colour};
}

} // namespace hourglass::test
