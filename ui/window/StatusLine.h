// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

namespace hourglass::ui {

class ElidedLabel;
class TrainingSession;

/// The experiment in words, the loss and why it was chosen, and what computes.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(TrainingSession& session);

private:
    void showNetwork();
    void showRun();

    TrainingSession& m_session;
    ElidedLabel* m_network;
    ElidedLabel* m_loss;
    ElidedLabel* m_compute;
};

} // namespace hourglass::ui
