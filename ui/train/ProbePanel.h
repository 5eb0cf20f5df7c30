// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Probe.h"

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QStackedWidget;

namespace hourglass::ui {

class FaultLabel;
class ProbeControls;
class ProbeTable;
class ValueTable;

/// What a classifier can make of the code: asks for a probe and shows what comes of it.
class ProbePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProbePanel(QWidget* parent = nullptr);

    ValueTable& table(); ///< to be taken away

    /// What a probe is, in plain words.
    static QString help();

    /// Another network: forgets what was measured of the one before.
    void begin(const DatasetInfo& dataset);
    /// Of the training of the network on show, which may have gone on since it was measured.
    void setStepsDone(qint64 steps);
    /// Whether there is a network that can be measured now.
    void setAvailable(bool available);
    /// As the button Measure does.
    void measure();

    void showStarted();
    /// @param place  of the network that is measured, as it follows "measured"
    /// @param steps  that its training had done
    void showCopied(const QString& place, qint64 steps);
    void showRow(const ProbeRow& row);
    void showProgress(const QString& doing, double done);
    void showReport(const ProbeReport& report);
    void showFault(const QString& message);
    void showCancelled();

Q_SIGNALS:
    void probeRequested(const hourglass::ProbeOptions& options);
    void probeCancelled();

private:
    enum class State { Idle, Running, Done, Cancelled };

    void setState(State state);
    void showNote();
    QString noteText() const;

    ProbeControls* m_controls;
    QStackedWidget* m_body;
    QLabel* m_empty;
    ProbeTable* m_table;
    QProgressBar* m_progress;
    QLabel* m_note;
    FaultLabel* m_fault;
    State m_state = State::Idle;
    bool m_available = false;
    bool m_hasClasses = true; ///< until the data are known
    std::int64_t m_checked = 0;
    qint64 m_stepsDone = 0;
    QString m_doing;
    QString m_place;
    qint64 m_stepsMeasured = 0;
    ProbeReport m_report;
};

} // namespace hourglass::ui
