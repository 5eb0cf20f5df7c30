// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/ModelUse.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace hourglass::ui {

class ProbeTask;
struct ProbeMail;

/// Lives on the probing thread and measures the networks that are handed to it, one after the other.
class ProbeWorker : public QObject {
    Q_OBJECT

public:
    ProbeWorker();

    /// Copies the network and measures the copy when its turn comes. Called on the training thread, which
    /// goes on as soon as the copy is made. Does nothing for a task that was cancelled.
    /// @param model  null where there is none, which is a fault of the task
    void enqueue(const std::shared_ptr<ProbeTask>& task, const Model* model, const TrainingPlace& place);

Q_SIGNALS:
    void jobsWaiting();
    /// Once for each time that a task's mail was taken, on the thread that posts.
    void mailWaiting();

private:
    struct Job {
        std::shared_ptr<ProbeTask> task;
        Model model;
        TrainingPlace place;
    };

    void workOnce();
    void measure(const Job& job);
    void post(ProbeTask& task, const std::function<void(ProbeMail&)>& write);

    std::mutex m_mutex; ///< guards what follows
    std::deque<Job> m_jobs;
};

} // namespace hourglass::ui
