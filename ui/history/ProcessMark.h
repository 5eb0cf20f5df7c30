// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hourglass::ui {

/// Names this process among all that ever ran here: "boot id:process id:start time".
const QString& processMark();
/// Whether the process with this mark still runs on this machine. False for a mark that cannot be read.
bool isAlive(const QString& mark);

} // namespace hourglass::ui
