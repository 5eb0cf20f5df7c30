// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureBatch.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace hourglass::ui {

/// Restores all open pictures into a folder; seen while it does, and until what came of it is read.
class BatchBar : public QWidget {
    Q_OBJECT

public:
    explicit BatchBar(QWidget* parent = nullptr);

    /// Asks before it writes over files.
    /// @param order  but for its targets
    void start(PictureBatch::Order order, const QString& folder);
    bool isRunning() const { return m_batch.isRunning(); }

Q_SIGNALS:
    void runningChanged();

private:
    void run(const PictureBatch::Order& order);
    void showOutcome(int written, const std::vector<PictureBatch::Fault>& faults, bool wasCancelled);

    QProgressBar* m_progress;
    QLabel* m_text;
    QToolButton* m_button;
    int m_count = 0; ///< of pictures
    QString m_folder;
    PictureBatch m_batch;
};

} // namespace hourglass::ui
