// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ModelSaver.h"

#include "ui/session/TrainingSession.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/window/SaveQuestion.h"

#include <utility>

namespace hourglass::ui {

ModelSaver::ModelSaver(TrainingSession& session, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_window(window) {
    auto& controller = session.controller();
    const auto goOn = [this](const QString& path) {
        if (path != m_path)
            return;
        if (const Next next = std::exchange(m_afterSave, {}))
            next();
    };
    // Later, because what comes next may replace the run: everyone else first hears where it was saved.
    connect(&controller, &TrainingController::saved, this, goOn, Qt::QueuedConnection);
    connect(&controller, &TrainingController::unsaved, this, [this](const QString& path) {
        if (path == m_path)
            m_afterSave = {};
    });
}

void ModelSaver::save(Next next) {
    askWhereToSave(m_window, tr("Save model"), {tr("Hourglass models (*.hourglass)")}, {},
                   [this, next = std::move(next)](const QString& path) {
                       m_path = path;
                       m_afterSave = next;
                       m_session.controller().save(path);
                   });
}

void ModelSaver::beforeLosing(const Next& next, const QString& what) {
    if (!m_session.hasUnsavedTraining()) {
        next();
        return;
    }
    const QString text = tr("What the network has learned is not in a file yet.");
    askToSave(
        m_window, tr("Save the trained network?"), what.isEmpty() ? text : what + ' ' + text, [this, next] { save(next); },
        next);
}

} // namespace hourglass::ui
