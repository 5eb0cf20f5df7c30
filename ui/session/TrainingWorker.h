// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Training.h"
#include "ui/session/ModelUse.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace hourglass::ui {

class Mailbox;

/// What a run begins with.
struct RunOrder {
    enum class Start { Fresh, Opened };
    Experiment experiment;
    Start start = Start::Fresh;
    /// Where the model is written while it trains, for after a crash; empty for nowhere.
    QString checkpoint;
    /// Where figures for TensorBoard are written; empty for nowhere.
    std::string tensorBoardFolder;
};

/// Lives on the training thread and does what is enqueued there, one after the other. The model and all its
/// tensors are born and die here; plain values leave, through the mailbox, and copies of the model, for another thread
/// to measure.
class TrainingWorker : public QObject {
    Q_OBJECT

public:
    /// @param mailbox  must outlive the worker
    explicit TrainingWorker(Mailbox& mailbox);

    // From any thread; they return at once.

    /// Trains until `control` stops it or the training ends. Does nothing if the mailbox is open for another
    /// run by the time its turn comes.
    void enqueueRun(std::uint64_t run, RunOrder order, std::shared_ptr<TrainingControl> control);
    /// Reads a model, for a run that goes on from it. The run that `control` steers stays.
    void enqueueOpening(const QString& path, TrainingControl* control);
    /// Writes the newest weights: at the next batch of the run that `control` steers, or, where that has
    /// ended, from what it left.
    void enqueueSave(const QString& path, TrainingControl* control);
    /// Loads and describes a data set, without waiting for the end of the run that `control` steers.
    /// @param purpose  a later one for the same takes its place
    void enqueueDescription(const std::string& purpose, const DatasetSpec& dataset, TrainingControl* control);
    /// Calls `use` with the newest network and how far it has come, between two batches of the run that `control`
    /// steers, or after its end.
    /// @param purpose  a later call for the same one replaces one that waits
    void enqueueUse(const std::string& purpose, ModelUse use, TrainingControl* control);
    /// Takes a snapshot of what the run left, for as long as the mailbox is open for it.
    void enqueueLook(std::uint64_t run, const Watch& watch);
    /// Ends the thread's event loop, after what was enqueued before.
    void enqueueQuit();

Q_SIGNALS:
    void jobsWaiting();

private:
    using Request = std::function<void(const Model*)>; ///< null where there is no network

    void enqueue(std::function<void()> job);
    void enqueueRequest(const std::string& key, TrainingControl* control, Request request);
    /// Whether this is the latest request under its key and still unanswered; it counts as answered then.
    bool claim(const std::string& key, std::uint64_t number);
    DatasetInfo load(const DatasetSpec& dataset);
    DatasetInfo describe(const DatasetSpec& dataset); ///< faults belong to no field
    void workOnce();
    void train(std::uint64_t run, const RunOrder& order, TrainingControl& control);
    TrainingResult begin(const RunOrder& order, TrainingObserver& observer, TrainingControl& control);
    TrainingResult trainFrom(std::uint64_t run, const RunOrder& order, TrainingObserver& observer, TrainingControl& control);

    Mailbox& m_mailbox;
    std::optional<Model> m_model;  ///< of the run that ended last; training thread only
    std::optional<Model> m_opened; ///< the model that was read last; training thread only
    QString m_checkpoint;          ///< of the run that began last; training thread only
    TrainingPlace m_place;         ///< of the run that reported last; training thread only
    std::mutex m_mutex;            ///< guards what follows
    std::deque<std::function<void()>> m_jobs;
    std::map<std::string, std::uint64_t> m_unanswered; ///< number of the latest request under each key
    std::uint64_t m_lastRequest = 0;
};

} // namespace hourglass::ui
