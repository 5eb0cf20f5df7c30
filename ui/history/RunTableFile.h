// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"

#include <QByteArray>

#include <vector>

namespace hourglass::ui {

/// The runs as CSV (RFC 4180, UTF-8) below a line of names: numbers in full with a decimal point, times in UTC as ISO 8601.
QByteArray toCsv(const std::vector<RunSummary>& runs);

} // namespace hourglass::ui
