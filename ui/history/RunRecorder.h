// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/history/RunRecord.h"

#include <QElapsedTimer>
#include <QObject>

#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::ui {

class RunHistory;
class TrainingController;

/// Writes every run into the history: from its first step on, at most every few seconds while it trains, and when it
/// ends. A network that never learned anything is no run, and a model that is opened is one from its first new step on.
class RunRecorder : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    RunRecorder(const TrainingController& controller, RunHistory& history);
    ~RunRecorder() override; ///< a run that still trains ends with the window

    /// What runs that begin from now on are called; empty for the layers of their network.
    void setName(const QString& name) { m_name = name; }

private:
    void begin(const RunInfo& info);
    void noteSteps(const std::vector<BatchReport>& batches);
    void addEpoch(const EpochReport& epoch);
    void takePictures(const std::vector<Reconstruction>& reconstructions);
    void finish(const Finished& finished);
    void noteTraining(bool trains);
    double secondsTrained() const;
    void breakOff(RunState state, const QString& message);
    void noteSaved(const QString& path);
    RunRecord* current(); ///< the one that the reports are of; null before the first
    bool isRunning() const { return m_run && m_run->summary.state == RunState::Running; }
    void write();

    const TrainingController& m_controller;
    RunHistory& m_history;
    QString m_name;
    std::optional<RunRecord> m_prepared; ///< until its first step
    std::optional<RunRecord> m_run;      ///< begun, maybe ended; never beside m_prepared
    std::int64_t m_stepsBefore = 0;      ///< done when it was opened
    QElapsedTimer m_sinceWritten;
    QElapsedTimer m_training;   ///< since the last pause; invalid while it rests
    qint64 m_trainedBefore = 0; ///< ms
};

} // namespace hourglass::ui
