// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"

#include <QString>

#include <optional>

namespace hourglass::ui {

// What stands in the cells of a RunTable, by RunTable::Column.
QString titleOf(int column);
QString helpOf(int column);
Qt::Alignment alignmentOf(int column);
QString RunSummary::*textOf(RunField field);
QString cellText(const RunSummary& run, int column);
QString cellHelp(const RunSummary& run, int column);
/// What a row is sorted by: a number, or else a text whose case is folded.
struct SortKey {
    std::optional<double> number; ///< none: not known
    QString text;

    bool operator==(const SortKey&) const = default;
};
SortKey sortKey(const RunSummary& run, int column);
/// In either order, a figure that is not known comes last.
bool isBefore(const SortKey& one, const SortKey& other, Qt::SortOrder order);
/// Of the row that stands for PCA beside these runs.
QString pcaText(const RunList& runs, int column);

} // namespace hourglass::ui
