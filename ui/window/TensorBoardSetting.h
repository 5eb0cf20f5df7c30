// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>
#include <QString>

namespace hourglass::ui {

class TrainingSession;

/// Whether trainings are written for TensorBoard, and into which folder. Off at every start; the folder is remembered.
class TensorBoardSetting : public QObject {
    Q_OBJECT

public:
    /// @param window  parent of the dialog
    TensorBoardSetting(TrainingSession& session, QWidget& window);

    QAction* action() const { return m_action; } ///< checked while they are

Q_SIGNALS:
    /// What happens from now on, as a sentence.
    void changed(const QString& note);

private:
    void askForFolder();
    void set(const QString& folder);

    TrainingSession& m_session;
    QWidget& m_window;
    QAction* m_action;
};

} // namespace hourglass::ui
