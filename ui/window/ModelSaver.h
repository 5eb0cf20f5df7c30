// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace hourglass::ui {

class TrainingSession;

/// Saves what was trained, and asks before it would be lost. None of it waits: what comes next is handed in.
class ModelSaver : public QObject {
    Q_OBJECT

public:
    using Next = std::function<void()>;

    /// @param window  parent of the dialogs
    ModelSaver(TrainingSession& session, QWidget& window);

    /// Asks for a file and writes the newest weights; `next` runs once they are written.
    void save(Next next = {});
    /// Runs `next` at once where nothing would be lost; otherwise asks, and does not run it after Cancel.
    /// @param what  is about to happen, as a sentence; empty where the user knows
    void beforeLosing(const Next& next, const QString& what = {});

private:
    TrainingSession& m_session;
    QWidget& m_window;
    QString m_path; ///< of the file that m_afterSave waits for
    Next m_afterSave;
};

} // namespace hourglass::ui
