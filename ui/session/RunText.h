// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/session/ModelUse.h"

#include <QString>

namespace hourglass::ui {

/// "epoch 12/50 · 0:31 left · 84k img/s".
QString progressText(const RunInfo& run, const BatchReport& batch);
/// "Completed · error 0.0123, PCA 0.0170 · epoch 50 · 0:42".
QString finishedText(const Finished& finished);
/// Whether PCA loses nothing but what rounding takes: the code has room for all that the data hold.
bool losesNothing(double pcaMse);
/// "at epoch 12/50, step 1200", or "before its first step".
QString placeText(const RunInfo& run, const TrainingPlace& place);

} // namespace hourglass::ui
