// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/StatusLine.h"

#include "ui/session/Convert.h"
#include "ui/session/TrainingSession.h"
#include "ui/window/ElidedLabel.h"

#include <QLayout>

namespace hourglass::ui {

StatusLine::StatusLine(TrainingSession& session)
    : m_session(session)
    , m_network(new ElidedLabel)
    , m_loss(new ElidedLabel)
    , m_compute(new ElidedLabel) {
    m_network->setAccessibleName(tr("Network"));
    m_loss->setAccessibleName(tr("Loss"));
    m_compute->setAccessibleName(tr("Computation"));
    layout()->setSpacing(24);
    addWidget(m_network);
    addWidget(m_loss, 1);
    addPermanentWidget(m_compute);
    connect(&session, &TrainingSession::updated, this, &StatusLine::showNetwork);
    connect(&session.controller(), &TrainingController::prepared, this, &StatusLine::showRun);
}

void StatusLine::showNetwork() {
    const QString obstacle = m_session.obstacle();
    const auto& network = m_session.editor().network();
    m_network->setText(!obstacle.isEmpty() ? tr("Cannot be trained: %1").arg(obstacle)
                       : network           ? toQString(network->inWords())
                                           : tr("Loading the data…"));
}

void StatusLine::showRun() {
    const RunInfo& run = *m_session.controller().runInfo();
    m_loss->setText(tr("Loss: %1. %2").arg(toQString(run.loss).toUpper(), toQString(run.lossReason)));
    m_compute->setText(toQString(run.computeNote));
}

} // namespace hourglass::ui
