// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QSqlQuery>
#include <QVariant>

#include <stdexcept>

class QSqlDatabase;
class QSqlError;

namespace hourglass::ui {

/// Whom the sentences of this folder belong to, for translators.
struct History {
    Q_DECLARE_TR_FUNCTIONS(History)
};

/// Why the history cannot be used, as a whole sentence for a person.
class HistoryError : public std::runtime_error {
public:
    enum class Kind {
        Damaged,     ///< what stands in the file is no history any more
        Newer,       ///< a later version of the program wrote it
        Full,        ///< there is no room on the disk
        ReadOnly,    ///< the file may be read, but not written
        Locked,      ///< another process keeps it to itself
        Unreachable, ///< file or folder cannot be opened, or the disk fails
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

/// For whatever went wrong last with this connection or statement. @param doing  "The run history cannot be read"
HistoryError historyError(const QSqlError& error, const QString& doing);

// They run one statement, with the values for its "?" in their order. @throws HistoryError with what SQLite says
void execute(QSqlDatabase& database, const QString& statement);
void write(QSqlDatabase& database, const QString& statement, const QVariantList& values);
QSqlQuery read(QSqlDatabase& database, const QString& statement, const QVariantList& values = {});
/// Goes to the next row, if there is one. @throws HistoryError
bool next(QSqlQuery& query);

/// All of them or, where anything throws before done(), none.
class Transaction {
public:
    explicit Transaction(QSqlDatabase& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void done();

private:
    QSqlDatabase& m_database;
    bool m_done = false;
};

} // namespace hourglass::ui
