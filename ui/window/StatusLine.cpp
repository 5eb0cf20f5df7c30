// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/StatusLine.h"

#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>

namespace hourglass::ui {

StatusLine::StatusLine(TrainingSession& session)
    : m_session(session)
    , m_data(new ElidedLabel)
    , m_loss(new ElidedLabel)
    , m_compute(new ElidedLabel) {
    m_data->setAccessibleName(tr("Data"));
    m_loss->setAccessibleName(tr("Loss"));
    m_compute->setAccessibleName(tr("Computation"));
    auto* words = new QWidget; // the status bar's own spacing is too narrow between sentences
    auto* layout = new QHBoxLayout(words);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->setSpacing(24);
    layout->addWidget(m_data);
    layout->addWidget(m_loss, 1);
    addWidget(words, 1);
    addPermanentWidget(m_compute);
    connect(&session, &TrainingSession::updated, this, &StatusLine::showAll);
    connect(&session.controller(), &TrainingController::datasetLoaded, this,
            [this](const DatasetSpec& dataset, const DatasetInfo& info) {
                if (dataset == m_session.editor().experiment().dataset)
                    m_loaded = info;
                showAll();
            });
    connect(&session.controller(), &TrainingController::prepared, this, &StatusLine::showAll);
    connect(&session.controller(), &TrainingController::prepared, this, [this](const RunInfo& run) {
        if (!run.startNote.empty())
            showMessage(toQString(run.startNote), 8000);
    });
}

void StatusLine::showAll() {
    const QString obstacle = m_session.obstacle();
    if (!obstacle.isEmpty())
        m_data->setText(tr("Cannot be trained: %1").arg(obstacle));
    else if (m_loaded && m_session.editor().network())
        m_data->setText(
            tr("%1: %2 samples to learn from, %3 to check with")
                .arg(toQString(m_loaded->title), grouped(m_loaded->trainingCount), grouped(m_loaded->validationCount)));
    else
        m_data->setText(tr("Loading the data…"));

    const auto& run = m_session.controller().runInfo();
    if (run)
        m_compute->setText(toQString(run->computeNote));
    m_loss->setText(run && obstacle.isEmpty()
                        ? tr("Loss: %1. %2").arg(toQString(run->loss).toUpper(), toQString(run->lossReason))
                        : QString());
}

} // namespace hourglass::ui
