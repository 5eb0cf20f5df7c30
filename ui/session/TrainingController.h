// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"
#include "ui/session/ModelUse.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::ui {

class Mailbox;
class TrainingWorker;
struct RunOrder;

/// The window's handle on the training thread. Lives on the window's thread; none of its calls waits.
///
/// A run is prepared (data loaded, network built, a first snapshot taken) and then rests; play() lets it
/// train, also when it is called while the run is still being prepared. Reports come as plain values, at most
/// 30 times a second, and never from a run that was replaced, but for what is known of data.
class TrainingController : public QObject {
    Q_OBJECT

public:
    enum class State {
        Empty,     ///< nothing prepared, or preparation failed
        Preparing, ///< loading data, building the network, looking at it for the first time
        Ready,     ///< prepared, no step done
        Training,
        Paused,   ///< at rest; no batch comes after this until play() or step()
        Finished, ///< completed, stopped or diverged; see finished()
    };
    Q_ENUM(State)

    explicit TrainingController(QObject* parent = nullptr);
    ~TrainingController() override; ///< stops and joins

    State state() const { return m_state; }
    /// A UUID for the run that prepare() made last, by which it is known outside this process; empty before the first one.
    const QString& runId() const { return m_runId; }
    /// Its experiment follows setLive().
    const std::optional<RunInfo>& runInfo() const { return m_runInfo; }
    const std::optional<Finished>& finished() const { return m_finished; }
    std::int64_t stepsDone() const { return m_stepsDone; }
    /// Whether it was told to stop and has not come to it yet.
    bool isStopping() const { return m_isStopping; }
    /// Whether there is a network to look at, trained or not.
    bool hasNetwork() const { return m_state != State::Empty && m_state != State::Preparing; }
    /// Of the whole run, 0 while nothing is prepared.
    std::int64_t totalSteps() const;

    /// Runs that are prepared from now on write their figures for TensorBoard as well; into this folder, or not at all where
    /// it is empty. failed() tells what goes wrong with that; the training goes on.
    void setTensorBoardFolder(const QString& folder) { m_tensorBoardFolder = folder; }
    /// Replaces the run, whatever it does, by a fresh one that rests before its first step.
    void prepare(const Experiment& experiment);
    /// Reads a model; modelOpened() or failed() answers. The run stays as it is.
    void openModel(const QString& path);
    /// Replaces the run by one that goes on from the model that was read last, or only shows it where its training cannot
    /// go on; like a fresh one it rests before its first step. Its reports begin with those of the training before.
    void prepareOpened(const Experiment& experiment);
    /// From the next run on the model is written there while it trains, for after a crash. Empty for nowhere, as at first.
    void setCheckpoint(const QString& path) { m_checkpoint = path; }
    void play();
    void pause();
    void step(); ///< one batch, then rest
    /// Ends the run; what it learned stays and can be saved.
    void stop();
    /// Takes over the live parameters before the next batch (see differOnlyLive()).
    void setLive(const Experiment& experiment);
    /// Snapshots show this from now on, also those of later runs; snapshotTaken() follows soon, whether it trains, rests or
    /// has ended.
    void setWatch(const Watch& watch);
    const Watch& watch() const { return m_watch; }
    /// Writes the newest weights on the training thread; saved() or failed() answers.
    void save(const QString& path);
    /// Loads a data set beside the run, which stays as it is; datasetLoaded() or failed() answers.
    void describe(const DatasetSpec& dataset);
    /// The same for data that are not on the desk yet; neither request replaces the other.
    void read(const DatasetSpec& dataset);
    /// Calls `use` on the training thread, between two batches, unless another call for the same purpose comes before that.
    void useModel(const std::string& purpose, ModelUse use);

Q_SIGNALS:
    void replacing(); ///< the run on show, of which all is still known, is about to give way to another
    /// The state or isStopping() changed.
    void stateChanged(hourglass::ui::TrainingController::State state);
    /// Before prepared(), also when the network then turns out not to fit the data; and in answer to
    /// describe() and read().
    void datasetLoaded(const hourglass::DatasetSpec& dataset, const hourglass::DatasetInfo& info);
    /// Before the failed() that says why.
    void datasetUnreadable(const hourglass::DatasetSpec& dataset, const QString& reason);
    void prepared(const hourglass::RunInfo& info);
    /// Every batch since the last signal, in order.
    void batchesDone(const std::vector<hourglass::BatchReport>& batches);
    void epochDone(const hourglass::EpochReport& epoch);
    void snapshotTaken(const hourglass::Snapshot& snapshot);
    void baselineKnown(double pcaMse, qint64 components);
    void ended(const hourglass::Finished& finished);
    void saved(const QString& path);
    void unsaved(const QString& path); ///< it could not be: failed() says why
    void modelOpened(const QString& path, const hourglass::Experiment& experiment);
    /// Before the failed() that says why: its file is damaged, or its data are gone.
    void modelUnreadable(const QString& path);
    /// Training goes on. Once, until a checkpoint was written again.
    void checkpointFailed(const QString& message);
    /// A run could not be made or broke off (the state is then Empty), or save(), describe() or read() failed, or what
    /// setWatch() asked for cannot be shown.
    /// @param field  path inside the experiment, or empty
    void failed(const QString& message, const QString& field);

private:
    void start(const RunOrder& order);
    void drainSoon();
    void drain();
    void setState(State state);

    QThread m_thread;
    std::unique_ptr<Mailbox> m_mailbox;
    TrainingWorker* m_worker; ///< deleted on its own thread when that ends
    std::shared_ptr<TrainingControl> m_control;
    QTimer m_drainTimer;
    QElapsedTimer m_sinceDrain;
    qint64 m_frame = 0;      ///< ms between two drains, as it is now
    double m_usedBefore = 0; ///< ms of a core that this thread had used at the last drain
    State m_state = State::Empty;
    bool m_isStopping = false;
    std::optional<RunInfo> m_runInfo;
    std::optional<Finished> m_finished;
    std::int64_t m_stepsDone = 0;
    Watch m_watch;
    std::uint64_t m_watchShown = 0; ///< number of that which the last snapshot shows
    std::uint64_t m_run = 0;        ///< number of the current run
    QString m_checkpoint;
    bool m_checkpointFails = false;
    QString m_runId;
    QString m_tensorBoardFolder;
};

} // namespace hourglass::ui
