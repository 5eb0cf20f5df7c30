// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/JobQueue.h"

#include <utility>

namespace hourglass::ui {

JobQueue::JobQueue(QObject* parent)
    : QObject(parent) {
    // The signal carries nothing: values cross between the threads under the mutex, and only there.
    connect(this, &JobQueue::jobsWaiting, this, &JobQueue::workOnce, Qt::QueuedConnection);
}

void JobQueue::post(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    Q_EMIT jobsWaiting();
}

void JobQueue::workOnce() {
    std::function<void()> job;
    {
        const std::lock_guard lock(m_mutex);
        job = std::move(m_jobs.front());
        m_jobs.pop_front();
    }
    job();
}

} // namespace hourglass::ui
