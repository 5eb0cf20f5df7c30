// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace hourglass::ui {

/// Runs jobs one after the other on the thread that it lives on, whichever thread they come from.
class JobQueue : public QObject {
    Q_OBJECT

public:
    explicit JobQueue(QObject* parent = nullptr);

    void post(std::function<void()> job); ///< thread-safe; returns at once

Q_SIGNALS:
    void jobsWaiting();

private:
    void workOnce();

    std::mutex m_mutex; ///< guards what follows
    std::deque<std::function<void()>> m_jobs;
};

} // namespace hourglass::ui
