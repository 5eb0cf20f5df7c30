// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"
#include "ui/session/Background.h"

#include <QHash>
#include <QStringList>
#include <QTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace hourglass::ui {

class HistoryDatabase;
class HistoryError;

/// The window's handle on the history of runs. Lives on the window's thread; none of its calls waits, except for the
/// end. Requests are carried out one after the other, on a thread of their own. A change that cannot be made is kept and
/// tried again with the next one, and every second while the history is watched. Where a user asked for what cannot be
/// done, failed() always says why; where the program did, once until it can.
class RunHistory : public QObject {
    Q_OBJECT

public:
    /// @param path  of the file, which is made where it is missing
    explicit RunHistory(const QString& path, QObject* parent = nullptr);
    ~RunHistory() override; ///< makes the changes that were requested, if it can, and joins

    /// history.sqlite in the user's folder for this program's data.
    static QString defaultPath();

    // See HistoryDatabase.
    void write(const RunRecord& run);
    void setText(const QString& id, RunField field, const QString& text);
    void setFile(const QString& id, const QString& path);
    void remove(const QStringList& ids);
    void restore(const QStringList& ids);

    void loadDetails(const QString& id);                    ///< detailsLoaded() answers
    void loadThumbnail(const QString& id);                  ///< thumbnailLoaded() answers, with null where there is none
    void findModel(const QString& id, const QString& path); ///< modelFound() answers
    /// Writes a table of these runs; exported() answers. See toCsv().
    void exportTable(const std::vector<RunSummary>& runs, const QString& path);

    /// While watched, the runs are listed at once and after every change, another process's within a second or two.
    void setWatched(bool watched);

Q_SIGNALS:
    void listed(const hourglass::ui::RunList& runs);
    void detailsLoaded(const QString& id, const hourglass::ui::RunDetails& details);
    void thumbnailLoaded(const QString& id, const QImage& thumbnail);
    void modelFound(const QString& id, const QString& path, bool isThere);
    void removed(const QStringList& ids); ///< what remove() asked for is done
    void exported(const QString& path);
    /// A file that was damaged is now there, and an empty history in its place.
    void putAside(const QString& path);
    void failed(const QString& message);
    /// The reason that failed() gave last is gone, and all that was kept is written.
    void recovered(const QString& message);

private:
    enum class Asker { User, Program };
    using Request = std::function<void(HistoryDatabase&)>;
    struct Change {
        QString run; ///< whose figures it writes, so that newer ones can take its place; empty where it does not
        Request request;
    };

    void ask(Asker asker, Request request);
    void change(Asker asker, const Change& change);
    void work(std::function<void()> job) { m_background.line()->work(std::move(job)); }
    void say(std::function<void()> words) { m_background.line()->reply(std::move(words)); }

    // On the other thread.
    void look();
    void keep(const Change& change);
    bool makeChanges(Asker asker); ///< false where some are left
    bool carryOut(Asker asker, const Request& request);
    QString inFull(const HistoryError& error) const;
    HistoryDatabase& database(bool suspect = false);
    void list(HistoryDatabase& database);

    const QString m_path;
    QTimer m_lookTimer; ///< runs while watched
    std::atomic<bool> m_isLooking = false;
    std::atomic<bool> m_isClosing = false;

    // Only used on the other thread.
    std::unique_ptr<HistoryDatabase> m_database;
    std::deque<Change> m_changes; ///< still to be made
    QString m_lastFailure;        ///< empty while all is well
    QHash<QString, std::shared_ptr<const RunSummary>> m_listed;

    Background m_background; ///< goes first
};

} // namespace hourglass::ui
