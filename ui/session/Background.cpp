// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Background.h"

#include "engine/api/Runtime.h"

#include <utility>

namespace hourglass::ui {

namespace {

BackgroundLine::Job taken(std::mutex& mutex, std::deque<BackgroundLine::Job>& jobs) {
    const std::lock_guard lock(mutex);
    BackgroundLine::Job job = std::move(jobs.front());
    jobs.pop_front();
    return job;
}

} // namespace

BackgroundLine::BackgroundLine() {
    // As in TrainingWorker, the signals carry nothing: jobs cross under the mutex.
    connect(this, &BackgroundLine::jobsWaiting, this, &BackgroundLine::workOnce, Qt::QueuedConnection);
}

void BackgroundLine::work(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    Q_EMIT jobsWaiting();
}

void BackgroundLine::reply(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_replies.push_back(std::move(job));
    }
    Q_EMIT repliesWaiting();
}

void BackgroundLine::workOnce() {
    taken(m_mutex, m_jobs)();
}

void BackgroundLine::replyOnce() {
    taken(m_mutex, m_replies)();
}

Background::Background(const QString& name, QObject* parent, Manners manners)
    : QObject(parent)
    , m_line(std::make_shared<BackgroundLine>()) {
    connect(
        m_line.get(), &BackgroundLine::repliesWaiting, this, [this] { m_line->replyOnce(); }, Qt::QueuedConnection);
    m_thread.setObjectName(name);
    m_line->moveToThread(&m_thread);
    // Computing exports is work, too.
    connect(&m_thread, &QThread::started, m_line.get(), manners == Manners::GivesWay ? giveWay : hurry,
            Qt::DirectConnection);
    m_thread.start();
}

Background::~Background() {
    m_line->work([] { QThread::currentThread()->quit(); });
    m_thread.wait();
}

} // namespace hourglass::ui
