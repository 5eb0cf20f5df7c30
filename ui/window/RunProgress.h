// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <QElapsedTimer>
#include <QWidget>

class QProgressBar;

namespace hourglass::ui {

class ElidedLabel;
class TrainingController;
class TrainingSession;

/// How far the run on show is: a bar, and "epoch 12/50 · 0:31 left · 84k img/s" beside it.
class RunProgress : public QWidget {
    Q_OBJECT

public:
    explicit RunProgress(const TrainingSession& session, QWidget* parent = nullptr);

private:
    void showState();
    void showBatch(const BatchReport& batch);
    void showShare();
    void showFinished();
    void showPaused();

    const TrainingSession& m_session;
    const TrainingController& m_controller;
    QProgressBar* m_bar;
    QProgressBar* m_busyBar; ///< instead of it, while nobody knows how long it takes
    ElidedLabel* m_text;
    QElapsedTimer m_sinceShown; ///< of a batch
};

} // namespace hourglass::ui
