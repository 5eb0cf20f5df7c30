// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistorySchema.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace hourglass::ui {

namespace {

struct History {
    Q_DECLARE_TR_FUNCTIONS(History)
};

// https://www.sqlite.org/rescode.html
constexpr int SqliteReadOnly = 8;
constexpr int SqliteCorrupt = 11;
constexpr int SqliteFull = 13;
constexpr int SqliteNotADatabase = 26;

int versionOf(QSqlDatabase& database) {
    QSqlQuery query(database);
    if (!query.exec("PRAGMA user_version") || !query.next())
        throw historyError(query.lastError(), History::tr("The run history cannot be read"));
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

HistoryError historyError(const QSqlError& error, const QString& doing) {
    const int code = error.nativeErrorCode().toInt() & 0xff; // the rest says more about the same
    QString reason = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    if (code == SqliteFull)
        reason = History::tr("the disk is full");
    else if (code == SqliteReadOnly)
        reason = History::tr("it is read-only");
    const bool damaged = code == SqliteCorrupt || code == SqliteNotADatabase;
    return {damaged ? HistoryError::Kind::Damaged : HistoryError::Kind::Other, History::tr("%1: %2.").arg(doing, reason)};
}

void execute(QSqlDatabase& database, const QString& statement) {
    QSqlQuery query(database);
    if (!query.exec(statement))
        throw historyError(query.lastError(), History::tr("The run history cannot be used"));
}

void migrate(QSqlDatabase& database, const SchemaSteps& steps) {
    const int last = int(steps.size());
    if (versionOf(database) == last)
        return;
    execute(database, "BEGIN IMMEDIATE");
    try {
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
        execute(database, "COMMIT");
    } catch (const HistoryError&) {
        QSqlQuery(database).exec("ROLLBACK");
        throw;
    }
}

} // namespace hourglass::ui
