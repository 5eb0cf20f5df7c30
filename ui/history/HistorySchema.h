// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <stdexcept>
#include <vector>

class QSqlDatabase;
class QSqlError;

namespace hourglass::ui {

/// Why the history cannot be used, as a whole sentence for a person.
class HistoryError : public std::runtime_error {
public:
    enum class Kind {
        Damaged, ///< what stands in the file is no history any more
        Newer,   ///< a later version of the program wrote it
        Other
    };

    HistoryError(Kind kind, const QString& message)
        : std::runtime_error(message.toStdString())
        , m_kind(kind) {}

    Kind kind() const { return m_kind; }
    QString message() const { return QString::fromUtf8(what()); }

private:
    Kind m_kind;
};

/// Entry n holds the statements that lead from version n of the schema to version n + 1. Released ones never change.
using SchemaSteps = std::vector<QStringList>;
const SchemaSteps& historySchema();

/// Brings the database to the last version, in one transaction: wholly or not at all.
/// @throws HistoryError, Newer where it is beyond that version; it is left alone then
void migrate(QSqlDatabase& database, const SchemaSteps& steps);

/// Runs one statement. @throws HistoryError with what SQLite says
void execute(QSqlDatabase& database, const QString& statement);
/// For whatever went wrong last with this connection or statement. @param doing  "The run history cannot be read"
HistoryError historyError(const QSqlError& error, const QString& doing);

} // namespace hourglass::ui
