// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace hourglass::ui {

class ExportRunner;

/// In the status bar, while something is exported: what, how far it is, and a button to give it up.
class ExportStatus : public QWidget {
    Q_OBJECT

public:
    explicit ExportStatus(ExportRunner& runner);

private:
    void begin(const QString& path);

    QLabel* m_name;
    QProgressBar* m_progress;
};

} // namespace hourglass::ui
