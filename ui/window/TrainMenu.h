// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace hourglass::ui {

class ModelSaver;
class TrainingSession;

/// What can be done with the run on show; enabled, and named, as its state allows.
class TrainMenu : public QMenu {
    Q_OBJECT

public:
    /// @param saver  asked before a trained network is given up
    TrainMenu(TrainingSession& session, ModelSaver& saver, QWidget* parent);

    QAction* train() const { return m_train; }
    QAction* step() const { return m_step; }
    QAction* stop() const { return m_stop; }
    QAction* reset() const { return m_reset; }

private:
    void update();
    void trainOrPause();
    void start(void (TrainingSession::*training)());
    void beginAgain();

    TrainingSession& m_session;
    ModelSaver& m_saver;
    QAction* m_train; ///< or pause
    QAction* m_step;
    QAction* m_stop;
    QAction* m_reset;
};

} // namespace hourglass::ui
