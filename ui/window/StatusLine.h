// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <QStatusBar>

#include <optional>

namespace hourglass::ui {

class ElidedLabel;
class TrainingSession;

/// What is learned from, the loss and why it was chosen, and what computes.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(TrainingSession& session);

private:
    void showAll();

    TrainingSession& m_session;
    std::optional<DatasetInfo> m_loaded; ///< the data loaded last
    ElidedLabel* m_data;
    ElidedLabel* m_loss;
    ElidedLabel* m_compute;
};

} // namespace hourglass::ui
