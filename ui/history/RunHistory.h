// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"

#include <QObject>
#include <QStringList>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace hourglass::ui {

class HistoryDatabase;
class JobQueue;

/// The window's handle on the history of runs. Lives on the window's thread; none of its calls waits, except for the
/// end. Requests are carried out one after the other, on a thread of their own. Where one cannot be, failed() says why,
/// once until something can be written again; the next one tries again.
class RunHistory : public QObject {
    Q_OBJECT

public:
    /// @param path  of the file, which is made where it is missing
    explicit RunHistory(const QString& path, QObject* parent = nullptr);
    ~RunHistory() override; ///< carries out what was requested, and joins

    /// history.sqlite in the user's folder for this program's data.
    static QString defaultPath();

    // See HistoryDatabase.
    void write(const RunRecord& run);
    void setText(const QString& id, RunField field, const QString& text);
    void setFile(const QString& id, const QString& path);
    void remove(const QStringList& ids);
    void restore(const QStringList& ids);

    void loadDetails(const QString& id);   ///< detailsLoaded() answers
    void loadThumbnail(const QString& id); ///< thumbnailLoaded() answers, or nothing where there is none
    /// Writes a table of these runs; exported() answers. See toCsv().
    void exportTable(const std::vector<RunSummary>& runs, const QString& path);

    /// While watched, the runs are listed at once and after every change, another process's within a second or two.
    void setWatched(bool watched);

Q_SIGNALS:
    void listed(const std::vector<hourglass::ui::RunSummary>& runs);
    void detailsLoaded(const QString& id, const hourglass::ui::RunDetails& details);
    void thumbnailLoaded(const QString& id, const QImage& thumbnail);
    void exported(const QString& path);
    /// A file that was damaged is now there, and an empty history in its place.
    void putAside(const QString& path);
    void failed(const QString& message);

private:
    using Request = std::function<void(HistoryDatabase&)>;

    void ask(Request request);
    void change(const Request& request);
    void askForList();
    void say(std::function<void()> words);

    // On the other thread.
    void carryOut(const Request& request);
    HistoryDatabase& database(bool suspect = false);
    void list(HistoryDatabase& database);

    const QString m_path;
    QThread m_thread;
    JobQueue* m_requests; ///< deleted on its own thread when that ends
    JobQueue* m_answers;
    QTimer m_lookTimer; ///< runs while watched

    // Only used on the other thread.
    std::unique_ptr<HistoryDatabase> m_database;
    QString m_lastFailure; ///< not to be said again
};

} // namespace hourglass::ui
