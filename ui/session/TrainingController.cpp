// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingController.h"

#include "engine/api/Runtime.h"
#include "ui/session/Convert.h"
#include "ui/session/Mailbox.h"
#include "ui/session/TrainingWorker.h"

#include <QUuid>

#include <algorithm>
#include <ctime>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr qint64 ShortestFrame = 33; // ms: 30 times a second
constexpr qint64 LongestFrame = 100;
/// Of a core, for the window: where showing things costs more, they are shown less often. The training needs all cores.
constexpr double WindowShare = 1.0 / 16;

double millisecondsOfThisThread() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * double(time.tv_sec) + 1e-6 * double(time.tv_nsec);
}
} // namespace

TrainingController::TrainingController(QObject* parent)
    : QObject(parent)
    , m_mailbox(std::make_unique<Mailbox>())
    , m_worker(new TrainingWorker(*m_mailbox)) {
    m_drainTimer.setSingleShot(true);
    connect(&m_drainTimer, &QTimer::timeout, this, &TrainingController::drain);
    connect(m_mailbox.get(), &Mailbox::mailWaiting, this, &TrainingController::drainSoon, Qt::QueuedConnection);

    m_thread.setObjectName("training");
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, giveWay, Qt::DirectConnection);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

TrainingController::~TrainingController() {
    // First, so that a run still enqueued does not start, and the present one knows that it is given up.
    m_mailbox->openFor(++m_run);
    if (m_control)
        m_control->stop();
    m_worker->enqueueQuit();
    m_thread.wait();
}

std::int64_t TrainingController::totalSteps() const {
    return m_runInfo ? m_runInfo->totalSteps() : 0;
}

void TrainingController::prepare(const Experiment& experiment) {
    start({experiment, RunOrder::Start::Fresh, m_checkpoint, toStdString(m_tensorBoardFolder)});
}

void TrainingController::prepareOpened(const Experiment& experiment) {
    start({experiment, RunOrder::Start::Opened, m_checkpoint, toStdString(m_tensorBoardFolder)});
}

void TrainingController::openModel(const QString& path) {
    m_worker->enqueueOpening(path, m_control.get());
}

void TrainingController::start(const RunOrder& order) {
    Q_EMIT replacing();
    m_mailbox->openFor(++m_run); // first, so that the present run knows that it is given up
    if (m_control)
        m_control->stop();
    m_control = std::make_shared<TrainingControl>();
    m_control->pause();
    m_control->setWatch(m_watch);
    m_watchShown = 0;
    m_runId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_runInfo.reset();
    m_finished.reset();
    m_stepsDone = 0;
    m_isStopping = false;
    m_worker->enqueueRun(m_run, order, m_control);
    setState(State::Preparing);
}

void TrainingController::play() {
    if (!m_control || m_isStopping)
        return;
    m_control->resume();
    if (m_state == State::Ready || m_state == State::Paused)
        setState(State::Training);
}

void TrainingController::pause() {
    if (!m_control)
        return;
    m_control->pause();
}

void TrainingController::step() {
    if (m_control)
        m_control->step();
}

void TrainingController::stop() {
    if (!m_control)
        return;
    m_control->stop();
    m_isStopping = m_state == State::Training || m_state == State::Paused;
    Q_EMIT stateChanged(m_state);
}

void TrainingController::setLive(const Experiment& experiment) {
    if (m_control)
        m_control->setLive(experiment);
    if (m_runInfo)
        m_runInfo->experiment = withLiveFrom(m_runInfo->experiment, experiment);
}

void TrainingController::setWatch(const Watch& watch) {
    Watch numbered = watch;
    numbered.number = m_watch.number;
    if (numbered == m_watch)
        return;
    ++numbered.number;
    m_watch = numbered;
    if (m_control)
        m_control->setWatch(m_watch);
    if (m_state == State::Finished)
        m_worker->enqueueLook(m_run, m_watch);
}

void TrainingController::save(const QString& path) {
    m_worker->enqueueSave(path, m_control.get());
}

void TrainingController::describe(const DatasetSpec& dataset) {
    m_worker->enqueueDescription("desk", dataset, m_control.get());
}

void TrainingController::read(const DatasetSpec& dataset) {
    m_worker->enqueueDescription("other", dataset, m_control.get());
}

void TrainingController::useModel(const std::string& purpose, ModelUse use) {
    m_worker->enqueueUse(purpose, std::move(use), m_control.get());
}

void TrainingController::drainSoon() {
    if (m_drainTimer.isActive())
        return;
    const qint64 waited = m_sinceDrain.isValid() ? m_sinceDrain.elapsed() : m_frame;
    m_drainTimer.start(int(std::max<qint64>(0, m_frame - waited)));
}

void TrainingController::drain() {
    m_sinceDrain.start();
    const double used = millisecondsOfThisThread();
    m_frame = std::clamp(qint64((used - m_usedBefore) / WindowShare), ShortestFrame, LongestFrame);
    m_usedBefore = used;
    Mail mail = m_mailbox->take();
    const auto current = [this, run = m_run] { return run == m_run; };
    for (const auto& path : mail.saved)
        Q_EMIT saved(path);
    for (const auto& path : mail.unsaved)
        Q_EMIT unsaved(path);
    if (mail.opened)
        Q_EMIT modelOpened(mail.opened->path, mail.opened->experiment);
    if (mail.checkpointFault) {
        const bool failedBefore = std::exchange(m_checkpointFails, !mail.checkpointFault->isEmpty());
        if (m_checkpointFails && !failedBefore)
            Q_EMIT checkpointFailed(*mail.checkpointFault);
    }
    for (const auto& path : mail.unopened)
        Q_EMIT modelUnreadable(path);
    for (const auto& dataset : mail.unreadable)
        Q_EMIT datasetUnreadable(dataset.spec, dataset.reason);
    for (const auto& complaint : mail.complaints)
        Q_EMIT failed(complaint.message, complaint.field);

    for (const auto& dataset : mail.datasets)
        Q_EMIT datasetLoaded(dataset.spec, dataset.info);

    // Whoever hears a report may replace the run; the rest of this mail is then stale.
    if (mail.prepared && current()) {
        m_runInfo = std::move(*mail.prepared);
        m_stepsDone = m_runInfo->stepsBefore;
        Q_EMIT prepared(*m_runInfo);
    }
    if (mail.baseline && current())
        Q_EMIT baselineKnown(mail.baseline->pcaMse, mail.baseline->components);
    if (!mail.batches.empty() && current()) {
        m_stepsDone = mail.batches.back().step;
        Q_EMIT batchesDone(mail.batches);
    }
    for (const auto& epoch : mail.epochs)
        if (current())
            Q_EMIT epochDone(epoch);
    if (mail.snapshot && current()) {
        m_watchShown = mail.snapshot->watch;
        if (!mail.snapshot->watchFault.empty())
            Q_EMIT failed(toQString(mail.snapshot->watchFault), {});
        Q_EMIT snapshotTaken(*mail.snapshot);
    }
    if (mail.resting && current() && !m_isStopping)
        setState(!*mail.resting ? State::Training : m_stepsDone > 0 ? State::Paused : State::Ready);
    if (mail.finished && current()) {
        m_finished = std::move(*mail.finished);
        if (m_watchShown != m_watch.number) // it was set after the run had taken its last look
            m_worker->enqueueLook(m_run, m_watch);
        setState(State::Finished);
        if (current())
            Q_EMIT ended(*m_finished);
    }
    if (mail.fault && current()) {
        m_stepsDone = 0; // what a run has learned is gone when it breaks off
        setState(State::Empty);
        Q_EMIT failed(mail.fault->message, mail.fault->field);
    }
}

void TrainingController::setState(State state) {
    if (state == m_state)
        return;
    m_state = state;
    m_isStopping = false;
    Q_EMIT stateChanged(state);
}

} // namespace hourglass::ui
