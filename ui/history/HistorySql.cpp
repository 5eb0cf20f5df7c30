// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistorySql.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace hourglass::ui {

namespace {

/// https://www.sqlite.org/rescode.html
HistoryError::Kind kindOf(const QSqlError& error) {
    using enum HistoryError::Kind;
    switch (error.nativeErrorCode().toInt() & 0xff) { // the rest says more about the same
    case 3:                                           // SQLITE_PERM
    case 10:                                          // SQLITE_IOERR
    case 14:                                          // SQLITE_CANTOPEN
        return Unreachable;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return Locked;
    case 8: // SQLITE_READONLY
        return ReadOnly;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return Damaged;
    case 13: // SQLITE_FULL
        return Full;
    default:
        return Other;
    }
}

/// Qt's null texts would become NULL, which is something else than an empty text.
template <typename Text>
Text notNull(const Text& text) {
    return text.isNull() ? Text("") : text;
}

QSqlQuery query(QSqlDatabase& database, const QString& statement, const QVariantList& values, const QString& doing) {
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        throw historyError(query.lastError(), doing);
    for (const QVariant& value : values)
        query.addBindValue(value.typeId() == QMetaType::QString      ? QVariant(notNull(value.toString()))
                           : value.typeId() == QMetaType::QByteArray ? QVariant(notNull(value.toByteArray()))
                                                                     : value);
    if (!query.exec())
        throw historyError(query.lastError(), doing);
    return query;
}

} // namespace

HistoryError historyError(const QSqlError& error, const QString& doing) {
    const HistoryError::Kind kind = kindOf(error);
    const QString reason = kind == HistoryError::Kind::Full       ? History::tr("its disk is full")
                           : kind == HistoryError::Kind::ReadOnly ? History::tr("it is read-only")
                           : kind == HistoryError::Kind::Locked   ? History::tr("another program keeps it to itself")
                           : error.databaseText().isEmpty()       ? error.driverText()
                                                                  : error.databaseText();
    return {kind, History::tr("%1: %2.").arg(doing, reason)};
}

void execute(QSqlDatabase& database, const QString& statement) {
    QSqlQuery query(database);
    if (!query.exec(statement))
        throw historyError(query.lastError(), History::tr("The run history cannot be used"));
}

void write(QSqlDatabase& database, const QString& statement, const QVariantList& values) {
    query(database, statement, values, History::tr("The run history cannot be written"));
}

QSqlQuery read(QSqlDatabase& database, const QString& statement, const QVariantList& values) {
    return query(database, statement, values, History::tr("The run history cannot be read"));
}

bool next(QSqlQuery& query) {
    if (query.next())
        return true;
    if (query.lastError().isValid())
        throw historyError(query.lastError(), History::tr("The run history cannot be read"));
    return false;
}

Transaction::Transaction(QSqlDatabase& database)
    : m_database(database) {
    execute(m_database, "BEGIN IMMEDIATE"); // a plain BEGIN could find out too late that another process writes
}

Transaction::~Transaction() {
    if (!m_done)
        QSqlQuery(m_database).exec("ROLLBACK");
}

void Transaction::done() {
    execute(m_database, "COMMIT");
    m_done = true;
}

} // namespace hourglass::ui
