// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace hourglass::ui {

/// The line between the window's thread and that of a Background. Thread-safe; whoever holds it may use it at any time, also
/// when the Background is gone, and then nothing happens.
class BackgroundLine : public QObject {
    Q_OBJECT

public:
    using Job = std::function<void()>; ///< must not throw

    BackgroundLine();

    /// Runs the job on the background thread, after those before it.
    void work(Job job);
    /// Runs the job on the window's thread.
    void reply(Job job);

Q_SIGNALS:
    void jobsWaiting();
    void repliesWaiting();

private:
    friend class Background;
    void workOnce();
    void replyOnce();

    std::mutex m_mutex; ///< guards what follows
    std::deque<Job> m_jobs;
    std::deque<Job> m_replies;
};

/// A thread for what the window must not wait for, files above all. Lives on the window's thread.
class Background : public QObject {
    Q_OBJECT

public:
    enum class Manners {
        GivesWay, ///< to the window, as the training does
        Hurries,  ///< before the training: somebody is waiting for it, and it takes milliseconds
    };

    /// @param name  of the thread, for debuggers
    explicit Background(const QString& name, QObject* parent = nullptr, Manners manners = Manners::GivesWay);
    ~Background() override; ///< finishes all jobs, and joins; replies still to come are dropped

    const std::shared_ptr<BackgroundLine>& line() const { return m_line; }

private:
    QThread m_thread;
    std::shared_ptr<BackgroundLine> m_line;
};

} // namespace hourglass::ui
