// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"

#include <QByteArray>

#include <vector>

namespace hourglass::ui {

/// The runs as a table (see CsvText.h), times in UTC as ISO 8601.
QByteArray toCsv(const std::vector<RunSummary>& runs);

} // namespace hourglass::ui
