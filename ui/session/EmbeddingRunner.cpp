// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/EmbeddingRunner.h"

#include "ui/session/Convert.h"
#include "ui/session/RunText.h"
#include "ui/session/TrainingController.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr qint64 Frame = 33; // ms

} // namespace

EmbeddingRunner::EmbeddingRunner(TrainingController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_background("embedding") {
    connect(&controller, &TrainingController::stateChanged, this, [this] {
        if (!m_controller.runInfo() || m_controller.state() == TrainingController::State::Empty)
            cancel();
    });
}

EmbeddingRunner::~EmbeddingRunner() {
    if (m_task)
        m_task->cancelled = true;
}

void EmbeddingRunner::start(qint64 samples) {
    if (m_task)
        std::exchange(m_task, {})->cancelled = true;
    if (!m_controller.runInfo()) {
        Q_EMIT failed(tr("There is no network yet whose codes could be laid out. Wait until it is ready to train."));
        return;
    }
    m_task = std::make_shared<Task>();
    m_task->run = m_controller.runId();
    m_task->samples = std::min<std::int64_t>(samples, EmbeddingOptions::MostSamples);
    // The training thread may come to this when the runner is gone: it uses the line, which then leads nowhere.
    m_controller.useModel("embed",
                          [this, task = m_task, line = m_background.line()](const Model* model, const TrainingPlace& place) {
                              if (task->cancelled)
                                  return;
                              std::optional<Model> copy;
                              QString fault = tr("There is no network yet whose codes could be laid out. Train one first.");
                              try {
                                  if (model)
                                      copy = model->copy();
                              } catch (const std::exception& error) {
                                  fault = sentenceOf(error);
                              }
                              if (!copy) {
                                  line->reply([this, task, fault] { end(task, {}, fault); });
                                  return;
                              }
                              line->reply([this, task, place] { tellPlace(task, place); });
                              line->work([this, task, copy = *copy] { embed(task, copy); });
                          });
    Q_EMIT started();
}

void EmbeddingRunner::cancel() {
    if (!m_task)
        return;
    std::exchange(m_task, {})->cancelled = true;
    Q_EMIT cancelled();
}

void EmbeddingRunner::embed(const std::shared_ptr<Task>& task, const Model& model) {
    if (task->cancelled)
        return;
    const auto& line = m_background.line();
    QElapsedTimer sinceReport;
    const auto report = [&](double done, const LatentMap& map) {
        if (!sinceReport.isValid() || sinceReport.hasExpired(Frame)) {
            sinceReport.start();
            const std::lock_guard lock(task->mutex);
            const bool told = task->progress.has_value(); // and not taken yet: the window is busy
            task->progress = {done, map};
            if (!told)
                line->reply([this, task] { tellProgress(task); });
        }
        return !task->cancelled;
    };
    LatentMap map;
    QString fault;
    try {
        map = embedNeighbours(codesOf(model, task->samples), {}, report);
    } catch (const std::exception& error) {
        fault = sentenceOf(error);
    }
    line->reply([this, task, map = std::move(map), fault] { end(task, map, fault); });
}

bool EmbeddingRunner::isWanted(const std::shared_ptr<Task>& task) {
    if (task == m_task && (task->run != m_controller.runId() || !m_controller.runInfo()))
        cancel();
    return task == m_task;
}

void EmbeddingRunner::tellPlace(const std::shared_ptr<Task>& task, const TrainingPlace& place) {
    if (isWanted(task))
        Q_EMIT copied(placeText(*m_controller.runInfo(), place));
}

void EmbeddingRunner::tellProgress(const std::shared_ptr<Task>& task) {
    std::optional<Progress> progress;
    {
        const std::lock_guard lock(task->mutex);
        progress = std::exchange(task->progress, std::nullopt);
    }
    if (progress && isWanted(task))
        Q_EMIT progressed(progress->done, progress->map);
}

void EmbeddingRunner::end(const std::shared_ptr<Task>& task, const LatentMap& map, const QString& fault) {
    if (!isWanted(task))
        return;
    m_task.reset();
    if (fault.isEmpty())
        Q_EMIT finished(map);
    else
        Q_EMIT failed(fault);
}

} // namespace hourglass::ui
