// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ModelSaver.h"

#include "ui/session/TrainingSession.h"

#include <QFileDialog>
#include <QMessageBox>

#include <utility>

namespace hourglass::ui {

ModelSaver::ModelSaver(TrainingSession& session, QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_window(window) {
    auto& controller = session.controller();
    connect(&controller, &TrainingController::saved, this, [this] {
        if (const Next next = std::exchange(m_afterSave, {}))
            next();
    });
    connect(&controller, &TrainingController::failed, this, [this] { m_afterSave = {}; });
}

void ModelSaver::save(Next next) {
    auto* dialog = new QFileDialog(&m_window, tr("Save model"), {}, tr("Hourglass models (*.hourglass)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("hourglass");
    connect(dialog, &QFileDialog::fileSelected, this, [this, next = std::move(next)](const QString& path) {
        m_afterSave = next;
        m_session.controller().save(path);
    });
    dialog->open();
}

void ModelSaver::beforeLosing(Next next, const QString& what) {
    if (!m_session.hasUnsavedTraining()) {
        next();
        return;
    }
    auto* question = new QMessageBox(QMessageBox::Question, tr("Save the trained network?"),
                                     tr("What the network has learned is not in a file yet."),
                                     QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    if (!what.isEmpty())
        question->setText(what + ' ' + question->text());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QMessageBox::finished, this, [this, next = std::move(next)](int answer) {
        if (answer == QMessageBox::Save)
            save(next);
        else if (answer == QMessageBox::Discard)
            next();
    });
    question->open();
}

} // namespace hourglass::ui
