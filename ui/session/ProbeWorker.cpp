// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ProbeWorker.h"

#include "engine/api/Error.h"
#include "ui/session/Convert.h"
#include "ui/session/ProbeTask.h"

#include <QElapsedTimer>

#include <exception>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr qint64 ProgressInterval = 33; // ms: nobody can read faster

using Post = std::function<void(const std::function<void(ProbeMail&)>&)>;

/// Posts what a probe reports, and gives up when its task was cancelled.
class PostingObserver : public ProbeObserver {
public:
    PostingObserver(const ProbeTask& task, Post post)
        : m_task(task)
        , m_post(std::move(post)) {}

    void onRow(const ProbeRow& row) override {
        m_post([&](ProbeMail& mail) { mail.rows.push_back(row); });
    }
    bool onProgress(const std::string& doing, double done) override {
        if (doing != m_doing || m_sincePost.elapsed() >= ProgressInterval) {
            m_doing = doing;
            m_sincePost.start();
            m_post([&](ProbeMail& mail) { mail.progress = {toQString(doing), done}; });
        }
        return !m_task.isCancelled();
    }

private:
    const ProbeTask& m_task;
    Post m_post;
    std::string m_doing;
    QElapsedTimer m_sincePost;
};

} // namespace

ProbeWorker::ProbeWorker() {
    // As in TrainingWorker, the signal carries nothing.
    connect(this, &ProbeWorker::jobsWaiting, this, &ProbeWorker::workOnce, Qt::QueuedConnection);
}

void ProbeWorker::enqueue(const std::shared_ptr<ProbeTask>& task, const Model* model, const TrainingPlace& place) {
    if (task->isCancelled())
        return;
    try {
        if (!model)
            throw Error("There is no network to measure yet. Train one first.");
        Job job{task, model->copy(), place}; // before the lock: it takes a while
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    } catch (const std::exception& error) {
        post(*task, [&](ProbeMail& mail) { mail.fault = sentenceOf(error); });
        return;
    }
    Q_EMIT jobsWaiting();
}

void ProbeWorker::workOnce() {
    std::unique_lock lock(m_mutex);
    const Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    lock.unlock();
    if (!job.task->isCancelled())
        measure(job);
}

void ProbeWorker::measure(const Job& job) {
    ProbeTask& task = *job.task;
    try {
        post(task, [&](ProbeMail& mail) { mail.place = job.place; });
        PostingObserver observer(task, [&](const auto& write) { post(task, write); });
        ProbeReport report = hourglass::probe(job.model, job.model.experiment(), task.options(), observer);
        post(task, [&](ProbeMail& mail) { mail.report = std::move(report); });
    } catch (const std::exception& error) {
        post(task, [&](ProbeMail& mail) { mail.fault = sentenceOf(error); });
    }
}

void ProbeWorker::post(ProbeTask& task, const std::function<void(ProbeMail&)>& write) {
    if (task.post(write))
        Q_EMIT mailWaiting();
}

} // namespace hourglass::ui
