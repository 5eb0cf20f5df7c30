// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ProbeRunner.h"

#include "engine/api/Runtime.h"
#include "ui/session/ProbeTask.h"
#include "ui/session/ProbeWorker.h"
#include "ui/session/RunText.h"
#include "ui/session/TrainingController.h"

#include <utility>

namespace hourglass::ui {

ProbeRunner::ProbeRunner(TrainingController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_worker(std::make_shared<ProbeWorker>()) {
    connect(m_worker.get(), &ProbeWorker::mailWaiting, this, &ProbeRunner::drain, Qt::QueuedConnection);
    connect(&controller, &TrainingController::stateChanged, this, [this] {
        if (!m_controller.hasNetwork())
            cancel();
    });
    m_thread.setObjectName("probing");
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker.get(), giveWay, Qt::DirectConnection);
    m_thread.start();
}

ProbeRunner::~ProbeRunner() {
    if (m_task)
        m_task->cancel();
    m_thread.quit();
    m_thread.wait();
}

void ProbeRunner::start(const ProbeOptions& options) {
    if (m_task)
        m_task->cancel();
    m_task.reset();
    if (!m_controller.hasNetwork()) {
        Q_EMIT failed(tr("There is no network to measure yet. Wait until it is ready to train."));
        return;
    }
    m_task = std::make_shared<ProbeTask>(options);
    m_controller.useModel("probe", [task = m_task, worker = m_worker](const Model* model, const TrainingPlace& place) {
        worker->enqueue(task, model, place);
    });
    Q_EMIT started();
}

void ProbeRunner::cancel() {
    if (!m_task)
        return;
    std::exchange(m_task, {})->cancel();
    Q_EMIT cancelled();
}

void ProbeRunner::drain() {
    const std::shared_ptr<ProbeTask> task = m_task;
    if (!task)
        return;
    const ProbeMail mail = task->take();
    const auto current = [&] { return m_task == task; }; // whoever hears a report may cancel or start again
    if (mail.place)
        Q_EMIT copied(placeText(*m_controller.runInfo(), *mail.place), mail.place->steps);
    for (const ProbeRow& row : mail.rows)
        if (current())
            Q_EMIT rowMeasured(row);
    if (mail.progress && current())
        Q_EMIT progressed(mail.progress->doing, mail.progress->done);
    if ((mail.report || mail.fault) && current()) {
        m_task.reset();
        if (mail.report)
            Q_EMIT finished(*mail.report);
        else
            Q_EMIT failed(*mail.fault);
    }
}

} // namespace hourglass::ui
