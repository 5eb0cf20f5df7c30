// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistorySchema.h"

#include "ui/history/HistorySql.h"

#include <QSqlDatabase>

namespace hourglass::ui {

namespace {

int versionOf(QSqlDatabase& database) {
    QSqlQuery query = read(database, "PRAGMA user_version");
    next(query);
    return query.value(0).toInt();
}

} // namespace

const SchemaSteps& historySchema() {
    static const SchemaSteps steps = {
        {R"(CREATE TABLE runs (
            id TEXT PRIMARY KEY NOT NULL,
            started INTEGER NOT NULL,           -- ms since 1970, UTC
            owner TEXT NOT NULL,                -- the process that trains it, see ProcessMark
            state TEXT NOT NULL,
            message TEXT NOT NULL,
            name TEXT NOT NULL,
            variant TEXT NOT NULL,
            dataset TEXT NOT NULL,
            code_size INTEGER NOT NULL,
            epochs INTEGER NOT NULL,
            seconds REAL NOT NULL,
            mse REAL,
            pca_mse REAL,
            pca_components INTEGER NOT NULL,
            tags TEXT NOT NULL DEFAULT '',
            notes TEXT NOT NULL DEFAULT '',
            file TEXT NOT NULL DEFAULT '',
            deleted INTEGER                     -- ms since 1970, UTC; until it is gone for good, it can come back
        ))",
         R"(CREATE TABLE details (
            id TEXT PRIMARY KEY NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
            experiment TEXT NOT NULL,           -- JSON
            metrics TEXT NOT NULL,              -- JSON
            curve BLOB NOT NULL,                -- JSON, see RunCurve
            pictures INTEGER NOT NULL,          -- in each of the two rows that follow
            originals BLOB NOT NULL,            -- PNG
            rebuilt BLOB NOT NULL,              -- PNG
            thumbnail BLOB NOT NULL             -- PNG
        ))"},
    };
    return steps;
}

void migrate(QSqlDatabase& database, const SchemaSteps& steps) {
    const int last = int(steps.size());
    if (versionOf(database) == last)
        return;
    Transaction transaction(database);
    const int version = versionOf(database); // now that nobody else changes it
    if (version > last)
        throw HistoryError(HistoryError::Kind::Newer,
                           History::tr("The run history was written by a newer Hourglass (version %1 of its tables, and "
                                       "this program knows %2). It is left as it is; runs are not recorded until "
                                       "Hourglass is updated.")
                               .arg(version)
                               .arg(last));
    for (int step = version; step < last; ++step)
        for (const QString& statement : steps[std::size_t(step)])
            execute(database, statement);
    execute(database, QString("PRAGMA user_version = %1").arg(last));
    transaction.done();
}

} // namespace hourglass::ui
