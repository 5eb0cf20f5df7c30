// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

class QSqlDatabase;

namespace hourglass::ui {

/// Entry n holds the statements that lead from version n of the schema to version n + 1. Released ones never change.
using SchemaSteps = std::vector<QStringList>;
const SchemaSteps& historySchema();

/// Brings the database to the last version, in one transaction: wholly or not at all.
/// @throws HistoryError, Newer where it is beyond that version; it is left alone then
void migrate(QSqlDatabase& database, const SchemaSteps& steps);

} // namespace hourglass::ui
