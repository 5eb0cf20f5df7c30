// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Probe.h"

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace hourglass::ui {

class NumberBox;

/// Starts and cancels a probe, and says of what kind it is to be.
class ProbeControls : public QWidget {
    Q_OBJECT

public:
    explicit ProbeControls(QWidget* parent = nullptr);

    ProbeOptions options() const;
    /// How many labels there are to choose from: at least two of each class.
    void setLabels(std::int64_t count, std::int64_t classes);
    /// While it runs, the button cancels, and nothing else can be changed.
    void setState(bool startable, bool running);
    /// As the button does, but never cancels.
    void start();

Q_SIGNALS:
    void probeRequested(const hourglass::ProbeOptions& options);
    void probeCancelled();

private:
    QPushButton* m_button;
    QCheckBox* m_fineTune;
    QCheckBox* m_few;
    NumberBox* m_labels;
    bool m_running = false;
};

} // namespace hourglass::ui
