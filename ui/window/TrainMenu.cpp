// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/TrainMenu.h"

#include "ui/session/TrainingSession.h"
#include "ui/style/Icons.h"
#include "ui/window/Actions.h"

namespace hourglass::ui {

TrainMenu::TrainMenu(TrainingSession& session, QWidget* parent)
    : QMenu(tr("&Train"), parent)
    , m_session(session)
    , m_train(makeAction({tr("&Train"), "play", Qt::Key_Space, {}}, this))
    , m_step(makeAction({tr("&Step"), "step", Qt::Key_S, tr("Train on one batch, then pause")}, this))
    , m_stop(makeAction({tr("St&op"), "stop", {}, tr("End this training; what was learned stays")}, this))
    , m_reset(makeAction({tr("&Reset"), "reset", Qt::Key_R, tr("Forget what was learned and begin again")},
                         this)) {
    connect(m_train, &QAction::triggered, &session, &TrainingSession::trainOrPause);
    connect(m_step, &QAction::triggered, &session, &TrainingSession::step);
    connect(m_stop, &QAction::triggered, &session, &TrainingSession::stop);
    connect(m_reset, &QAction::triggered, &session, &TrainingSession::reset);
    connect(&session, &TrainingSession::updated, this, &TrainMenu::update);
    addActions({m_train, m_step, m_stop, m_reset});
    update();
}

void TrainMenu::update() {
    using State = TrainingController::State;
    const State state = m_session.controller().state();
    const QString obstacle = m_session.obstacle();
    const bool trains = state == State::Training;

    m_train->setText(trains ? tr("Pause") : tr("Train"));
    m_train->setIcon(themedIcon(trains ? "pause" : "play"));
    m_train->setEnabled(trains || obstacle.isEmpty());
    setTip(*m_train, trains                ? tr("Let the training rest")
                     : !obstacle.isEmpty() ? tr("The network cannot be trained: %1").arg(obstacle)
                     : state == State::Paused && !m_session.designChanged() ? tr("Go on with the training")
                                                                            : tr("Start the training"));
    m_step->setEnabled(!trains && obstacle.isEmpty());
    m_stop->setEnabled(trains || state == State::Paused);
    m_reset->setEnabled(obstacle.isEmpty());
}

} // namespace hourglass::ui
