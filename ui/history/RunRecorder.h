// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/history/RunRecord.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace hourglass::ui {

class RunHistory;
class TrainingController;

/// Writes every run into the history: from its first step on, at most every few seconds while it trains, and when it
/// ends. A network that never learned anything is no run.
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
    void noteFirstStep();
    void addEpoch(const EpochReport& epoch);
    void takePictures(const std::vector<Reconstruction>& reconstructions);
    void finish(const Finished& finished);
    void noteTraining(bool trains);
    double secondsTrained() const;
    void breakOff(RunState state, const QString& message);
    void noteSaved(const QString& path);
    bool isRunning() const { return m_run && m_run->summary.state == RunState::Running; }
    void write();

    const TrainingController& m_controller;
    RunHistory& m_history;
    QString m_name;
    std::optional<RunRecord> m_prepared; ///< until its first step
    std::optional<RunRecord> m_run;      ///< begun, maybe ended
    QElapsedTimer m_sinceWritten;
    QElapsedTimer m_training;   ///< since the last pause; invalid while it rests
    qint64 m_trainedBefore = 0; ///< ms
};

} // namespace hourglass::ui
