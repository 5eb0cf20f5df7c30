// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/HistorySql.h"
#include "ui/history/RunRecord.h"

#include <QSqlDatabase>
#include <QStringList>

#include <array>
#include <optional>
#include <set>
#include <vector>

namespace hourglass::ui {

/// The history in its file. Used on the thread that made it; every call blocks, as long as it is patient where another
/// process writes at the moment. What a call has written when it returns stays, whatever happens to the process.
/// Every call throws HistoryError, and has then changed nothing.
class HistoryDatabase {
public:
    /// Opens the file, or makes it, and brings it up to date. One that is damaged is put aside under another name,
    /// and a new one takes its place: see putAside(). One that can only be read is read.
    /// @param suspect   something in it could not be read: all of it is checked
    /// @param patience  ms
    explicit HistoryDatabase(const QString& path, bool suspect = false, int patience = 10'000);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase&) = delete;
    HistoryDatabase& operator=(const HistoryDatabase&) = delete;

    /// Where the damaged file is now that was found in this one's place; empty where there was none.
    const QString& putAside() const { return m_putAside; }
    /// Whether the path still leads to the file that was opened. Another process may have put that aside.
    bool isCurrent() const;

    /// Adds the run, or replaces what was known of it, but for what people say about it (see RunField), its file and
    /// whether it was removed. `owner` is this process.
    void write(const RunRecord& run);
    void setText(const QString& id, RunField field, const QString& text);
    /// No other run has this file from then on.
    void setFile(const QString& id, const QString& path);
    /// Takes runs out of the list. They can be restored; after a day they are gone for good.
    void remove(const QStringList& ids);
    void restore(const QStringList& ids);

    /// The latest first.
    std::vector<RunSummary> list();
    /// Empty details for a run that is not there.
    RunDetails details(const QString& id);
    QImage thumbnail(const QString& id); ///< null where there is none

    /// Whether list() would say something else than last time because of other processes: one has written, or one
    /// that was training has gone. Also where there was no last time.
    bool othersChanged();

private:
    struct Connection {
        QString name;
        ~Connection();
    };

    void open(bool suspect);
    void moveAside();
    void setDeleted(const QStringList& ids, const QVariant& deleted);
    qint64 dataVersion();

    QString m_path;
    int m_patience;
    bool m_isFrozen = false; ///< it may not be written and nobody writes it: read without a log
    Connection m_connection; ///< outlives whatever uses it
    QSqlDatabase m_database;
    QString m_putAside;
    std::array<qint64, 3> m_mark{};        ///< of the file that was opened
    std::optional<qint64> m_listedVersion; ///< of the data, as others wrote them, that were listed last
    std::set<QString> m_otherOwners;       ///< alive, of the running runs listed last
};

} // namespace hourglass::ui
