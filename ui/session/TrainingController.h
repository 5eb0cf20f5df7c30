// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"

#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

class Mailbox;
class TrainingWorker;

/// The window's handle on the training thread. Lives on the window's thread; none of its calls waits.
///
/// A run is prepared (data loaded, network built, a first snapshot taken) and then rests; play() lets it train.
/// Reports come as plain values, at most 30 times a second, and never from a run that was replaced.
class TrainingController : public QObject {
    Q_OBJECT

public:
    enum class State {
        Empty,     ///< nothing prepared, or preparation failed
        Preparing, ///< loading data, building the network
        Ready,     ///< prepared, no step done
        Training,
        Paused,
        Finished,
    };
    Q_ENUM(State)

    explicit TrainingController(QObject* parent = nullptr);
    ~TrainingController() override; ///< stops and joins

    State state() const { return m_state; }
    const std::optional<RunInfo>& runInfo() const { return m_runInfo; }
    const std::optional<Finished>& finished() const { return m_finished; }
    std::int64_t stepsDone() const { return m_stepsDone; }
    std::int64_t totalSteps() const;

    /// Replaces the run, whatever it does, by a fresh one that rests before its first step.
    void prepare(const Experiment& experiment);
    void play();
    void pause();
    void step();
    /// Ends the run; what it learned stays and can be saved.
    void stop();
    void setLive(const Experiment& experiment);
    /// Writes the newest weights on the training thread; saved() or failed() answers.
    void save(const QString& path);

Q_SIGNALS:
    void stateChanged(hourglass::ui::TrainingController::State state);
    void prepared(const hourglass::RunInfo& info);
    /// Every batch since the last signal, in order.
    void batchesDone(const std::vector<hourglass::BatchReport>& batches);
    void epochDone(const hourglass::EpochReport& epoch);
    void snapshotTaken(const hourglass::Snapshot& snapshot);
    void baselineKnown(double pcaMse, qint64 components);
    void ended(const hourglass::Finished& finished);
    void saved(const QString& path);
    /// @param field  path inside the experiment, or empty
    void failed(const QString& message, const QString& field);

private:
    void drain();
    void setState(State state);

    QThread m_thread;
    TrainingWorker* m_worker = nullptr;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<TrainingControl> m_control;
    QTimer m_drainTimer;
    State m_state = State::Empty;
    std::optional<RunInfo> m_runInfo;
    std::optional<Finished> m_finished;
    std::int64_t m_stepsDone = 0;
    std::uint64_t m_runId = 0;
};

} // namespace hourglass::ui
