// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace hourglass::ui {

class TrainingSession;

/// What can be done with the run on show; enabled, and named, as its state allows.
class TrainMenu : public QMenu {
    Q_OBJECT

public:
    TrainMenu(TrainingSession& session, QWidget* parent);

    QAction* train() const { return m_train; }
    QAction* step() const { return m_step; }
    QAction* stop() const { return m_stop; }
    QAction* reset() const { return m_reset; }

private:
    void update();

    TrainingSession& m_session;
    QAction* m_train; ///< or pause
    QAction* m_step;
    QAction* m_stop;
    QAction* m_reset;
};

} // namespace hourglass::ui
