// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace hourglass::ui {

class ModelSaver;
class TensorBoardSetting;
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
    /// Only enabled where there is a network and its data have classes; the window does what it says.
    QAction* measure() const { return m_measure; }
    const TensorBoardSetting& tensorBoard() const { return *m_tensorBoard; }

private:
    void update();
    void updateMeasure();
    void trainOrPause();
    void start(void (TrainingSession::*training)());
    void beginAgain();

    TrainingSession& m_session;
    ModelSaver& m_saver;
    QAction* m_train; ///< or pause
    QAction* m_step;
    QAction* m_stop;
    QAction* m_reset;
    QAction* m_measure;
    TensorBoardSetting* m_tensorBoard;
};

} // namespace hourglass::ui
