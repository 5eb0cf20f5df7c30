// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/TrainMenu.h"

#include "ui/session/TrainingSession.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Actions.h"
#include "ui/window/ModelSaver.h"
#include "ui/window/TensorBoardSetting.h"

namespace hourglass::ui {

TrainMenu::TrainMenu(TrainingSession& session, ModelSaver& saver, QWidget* parent)
    : QMenu(tr("&Train"), parent)
    , m_session(session)
    , m_saver(saver)
    , m_train(makeAction({tr("&Train"), "play", Qt::Key_Space, {}}, this))
    , m_step(makeAction({tr("&Step"), "step", Qt::Key_S, {}}, this))
    , m_stop(makeAction({tr("St&op"), "stop", {}, tr("End this training; what was learned stays")}, this))
    , m_reset(makeAction({tr("&Reset"), "reset", Qt::Key_R, tr("Forget what was learned and begin again")}, this))
    , m_measure(makeAction({tr("&Measure with a classifier"), "measure", Qt::Key_M, {}}, this))
    , m_tensorBoard(new TensorBoardSetting(session, *parent)) {
    connect(m_train, &QAction::triggered, this, &TrainMenu::trainOrPause);
    connect(m_step, &QAction::triggered, this, [this] { start(&TrainingSession::step); });
    connect(m_stop, &QAction::triggered, &session, &TrainingSession::stop);
    connect(m_reset, &QAction::triggered, this, &TrainMenu::beginAgain);
    connect(&session, &TrainingSession::updated, this, &TrainMenu::update);
    addActions({m_train, m_step, m_stop, m_reset});
    addSeparator();
    addAction(m_measure);
    addSeparator();
    addAction(m_tensorBoard->action());
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
    const bool begun = m_session.controller().stepsDone() > 0;
    setTip(*m_train, trains                     ? tr("Let the training rest")
                     : !obstacle.isEmpty()      ? tr("Nothing can be trained: %1").arg(obstacle)
                     : !begun                   ? tr("Start the training")
                     : m_session.startsAfresh() ? tr("Train again, from fresh weights")
                                                : tr("Go on with the training"));
    m_step->setEnabled(!trains && obstacle.isEmpty());
    setTip(*m_step, begun && m_session.startsAfresh() ? tr("Train on one batch, from fresh weights, then pause")
                                                      : tr("Train on one batch, then pause"));
    m_stop->setEnabled((trains || state == State::Paused) && !m_session.controller().isStopping());
    m_reset->setEnabled(obstacle.isEmpty() || m_session.dataAreUnreadable());
    updateMeasure();
}

void TrainMenu::updateMeasure() {
    using State = TrainingController::State;
    const auto& controller = m_session.controller();
    const bool prepared =
        controller.runInfo() && controller.state() != State::Empty && controller.state() != State::Preparing;
    const bool hasClasses = prepared && controller.runInfo()->dataset.classNames.size() > 1;
    setTip(*m_measure, prepared && !hasClasses ? tr("These data have no classes for a classifier to name")
                                               : tr("See how well a simple classifier can tell the classes from the code"));
    m_measure->setEnabled(hasClasses);
}

void TrainMenu::trainOrPause() {
    if (m_session.controller().state() == TrainingController::State::Training)
        m_session.pause();
    else
        start(&TrainingSession::train);
}

void TrainMenu::start(void (TrainingSession::*training)()) {
    const auto begin = [&session = m_session, training] { (session.*training)(); };
    if (m_session.startsAfresh())
        m_saver.beforeLosing(begin, tr("Training starts again from fresh weights."));
    else
        begin();
}

void TrainMenu::beginAgain() {
    m_saver.beforeLosing([this] { m_session.reset(); }, tr("The network goes back to fresh weights."));
}

} // namespace hourglass::ui
