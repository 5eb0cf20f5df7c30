// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ExportRunner.h"

#include "engine/api/Error.h"
#include "engine/api/Export.h"
#include "ui/session/Convert.h"
#include "ui/session/TrainingController.h"

#include <QElapsedTimer>

#include <optional>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr qint64 ProgressInterval = 33; // ms: nobody can read faster

} // namespace

ExportRunner::ExportRunner(TrainingController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_background("exporting") {}

ExportRunner::~ExportRunner() {
    if (m_task)
        m_task->cancelled = true;
}

void ExportRunner::start(const ExportOrder& order) {
    cancel();
    if (!m_controller.hasNetwork()) {
        Q_EMIT failed(tr("There is no network to export yet. Wait until it is ready to train."));
        return;
    }
    m_task = std::make_shared<Task>();
    m_task->order = order;
    // The training thread may come to this when the runner is gone: it uses the line, which then leads nowhere.
    m_controller.useModel("export",
                          [this, task = m_task, line = m_background.line()](const Model* model, const TrainingPlace&) {
                              if (task->cancelled)
                                  return;
                              std::optional<Model> copy;
                              QString fault = tr("There is no network to export yet. Train one first.");
                              try {
                                  if (model)
                                      copy = model->copy();
                              } catch (const std::exception& error) {
                                  fault = sentenceOf(error);
                              }
                              if (copy)
                                  line->work([this, task, copy = *copy] { write(task, copy); });
                              else
                                  line->reply([this, task, fault] { end(task, {}, fault); });
                          });
    Q_EMIT started(order.path);
}

void ExportRunner::cancel() {
    if (!m_task)
        return;
    std::exchange(m_task, {})->cancelled = true;
    Q_EMIT cancelled();
}

void ExportRunner::write(const std::shared_ptr<Task>& task, const Model& model) {
    if (task->cancelled)
        return;
    const ExportOrder& order = task->order;
    const auto& line = m_background.line();
    QElapsedTimer sinceReport;
    const auto report = [&](double done) {
        if (task->cancelled)
            throw Error("The export was cancelled."); // which nobody reads
        if (sinceReport.isValid() && !sinceReport.hasExpired(ProgressInterval))
            return;
        sinceReport.start();
        line->reply([this, task, done] {
            if (task == m_task)
                Q_EMIT progressed(done);
        });
    };
    QStringList files;
    QString fault;
    try {
        const std::string path = toStdString(order.path);
        if (order.what == ExportOrder::What::Samples) {
            exportSamples(model, order.id, order.options, model.experiment(), path, report);
            files << order.path;
        } else {
            for (const std::string& file : exportModel(model, order.id, order.options, path))
                files << toQString(file);
        }
    } catch (const std::exception& error) {
        fault = sentenceOf(error);
    }
    line->reply([this, task, files, fault] { end(task, files, fault); });
}

void ExportRunner::end(const std::shared_ptr<Task>& task, const QStringList& files, const QString& fault) {
    if (task != m_task)
        return;
    m_task.reset();
    if (fault.isEmpty())
        Q_EMIT finished(files);
    else
        Q_EMIT failed(fault);
}

} // namespace hourglass::ui
