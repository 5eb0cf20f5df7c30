// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/HistorySchema.h"
#include "ui/history/RunRecord.h"

#include <QSqlDatabase>
#include <QStringList>

#include <set>
#include <vector>

namespace hourglass::ui {

/// The history in its file. Used on the thread that made it; every call blocks, for seconds where another process
/// writes at the moment. What a call has written when it returns stays, whatever happens to the process.
/// Every call throws HistoryError, and has then changed nothing.
class HistoryDatabase {
public:
    /// Opens the file, or makes it, and brings it up to date. One that is damaged is put aside under another name,
    /// and a new one takes its place: see putAside().
    /// @param suspect  something in it could not be read: all of it is checked
    explicit HistoryDatabase(const QString& path, bool suspect = false);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase&) = delete;
    HistoryDatabase& operator=(const HistoryDatabase&) = delete;

    /// Where the damaged file is now that was found in this one's place; empty where there was none.
    const QString& putAside() const { return m_putAside; }

    /// Adds the run, or replaces what was known of it, but for what people say about it (see RunField), its file and
    /// whether it was removed. `owner` is this process.
    void write(const RunRecord& run);
    void setText(const QString& id, RunField field, const QString& text);
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
    /// that was training has gone.
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
    Connection m_connection; ///< outlives whatever uses it
    QSqlDatabase m_database;
    QString m_putAside;
    qint64 m_dataVersion = 0;        ///< seen last
    std::set<QString> m_otherOwners; ///< alive, of the running runs listed last
};

} // namespace hourglass::ui
