// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"

#include <QString>

#include <vector>

namespace hourglass::ui {

// What stands in the cells of a RunTable, by RunTable::Column.
QString titleOf(int column);
QString helpOf(int column);
Qt::Alignment alignmentOf(int column);
QString cellText(const RunSummary& run, int column);
QString cellHelp(const RunSummary& run, int column);
/// In ascending order; a figure that is not known comes last.
bool isBefore(const RunSummary& one, const RunSummary& other, int column);
/// Of the row that stands for PCA beside these runs.
QString pcaText(const std::vector<RunSummary>& runs, int column);

} // namespace hourglass::ui
