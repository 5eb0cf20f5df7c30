// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/RunProgress.h"

#include "ui/session/RunText.h"
#include "ui/session/TrainingSession.h"
#include "ui/widgets/ElidedLabel.h"

#include <QHBoxLayout>
#include <QProgressBar>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int Fine = 1000;       // steps of the bar, whatever the number of batches
constexpr qint64 Readable = 200; // ms: figures that change more often cannot be read
} // namespace

RunProgress::RunProgress(const TrainingSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_controller(session.controller())
    , m_bar(new QProgressBar)
    , m_busyBar(
          new QProgressBar) // of its own: a bar that has once moved to and fro goes on repainting itself until it is hidden
    , m_text(new ElidedLabel) {
    m_bar->setAccessibleName(tr("Training progress"));
    m_bar->setRange(0, Fine);
    m_busyBar->setAccessibleName(tr("Preparing the training"));
    m_busyBar->setRange(0, 0);
    for (QProgressBar* bar : {m_bar, m_busyBar}) {
        bar->setTextVisible(false);
        bar->setFixedWidth(140);
    }
    m_text->setAccessibleName(tr("Training progress in words"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_bar);
    layout->addWidget(m_busyBar);
    layout->addWidget(m_text, 1);

    connect(&session, &TrainingSession::updated, this, &RunProgress::showState);
    connect(&m_controller, &TrainingController::batchesDone, this,
            [this](const std::vector<BatchReport>& batches) { showBatch(batches.back()); });
    showState();
}

void RunProgress::showState() {
    using State = TrainingController::State;
    const State state = m_controller.state();
    m_bar->setVisible(state != State::Preparing);
    m_busyBar->setVisible(state == State::Preparing);
    if (m_controller.isStopping()) {
        m_text->setText(tr("Stopping…"));
        return;
    }
    switch (state) {
    case State::Empty:
        m_bar->setValue(0);
        m_text->setText(tr("Nothing to train"));
        break;
    case State::Preparing:
        m_text->setText(tr("Preparing…"));
        break;
    case State::Ready:
        m_bar->setValue(0);
        m_text->setText(m_session.obstacle().isEmpty() ? tr("Ready to train") : tr("Cannot be trained as it is"));
        break;
    case State::Paused:
        showPaused();
        break;
    case State::Finished:
        showFinished();
        break;
    case State::Training: // its batches say more
        break;
    }
}

void RunProgress::showBatch(const BatchReport& batch) {
    const bool isRunning = m_controller.state() == TrainingController::State::Training && !m_controller.isStopping();
    if (isRunning && m_sinceShown.isValid() && m_sinceShown.elapsed() < Readable)
        return;
    m_sinceShown.start();
    showShare();
    if (m_controller.isStopping())
        return;
    if (m_controller.state() == TrainingController::State::Paused)
        showPaused();
    else
        m_text->setText(progressText(*m_controller.runInfo(), batch));
}

void RunProgress::showShare() {
    const double share = double(m_controller.stepsDone()) / double(std::max<std::int64_t>(1, m_controller.totalSteps()));
    m_bar->setValue(int(share * Fine));
    m_bar->update(); // by itself it would only move in blocks
}

void RunProgress::showFinished() {
    showShare();
    constexpr std::int64_t few = 300; // steps in which hardly any network learns; a small table has one an epoch
    const Finished& finished = *m_controller.finished();
    const bool wasShort = finished.reason == Finished::Reason::Completed && m_controller.totalSteps() < few;
    m_text->setText(wasShort ? tr("%1 · only %L2 steps: with more epochs it learns more")
                                   .arg(finishedText(finished))
                                   .arg(m_controller.totalSteps())
                             : finishedText(finished));
}

void RunProgress::showPaused() {
    showShare();
    m_text->setText(tr("Paused after %L1 of %L2 steps").arg(m_controller.stepsDone()).arg(m_controller.totalSteps()));
}

} // namespace hourglass::ui
