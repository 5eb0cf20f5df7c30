// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Embedding.h"
#include "ui/session/Background.h"
#include "ui/session/ModelUse.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

namespace hourglass::ui {

class TrainingController;

/// The window's handle on the embedding thread: lays the codes of the network on show out in the plane, while its training
/// goes on. Lives on the window's thread; none of its calls waits, except for the end.
///
/// There is one embedding at a time. Nothing more comes from one that was cancelled or replaced, or whose run was.
class EmbeddingRunner : public QObject {
    Q_OBJECT

public:
    /// @param controller  of the training; outlives this
    explicit EmbeddingRunner(TrainingController& controller, QObject* parent = nullptr);
    ~EmbeddingRunner() override; ///< gives up, which takes a fraction of a second, and joins

    bool isRunning() const { return m_task != nullptr; }

    /// Takes the codes of the album's first `samples` ones by a copy of the network as it now is, or as it is once it is
    /// ready, instead of what is being made.
    void start(qint64 samples);
    void cancel();

Q_SIGNALS:
    void started();
    /// @param place  of the network whose codes they are: "at epoch 12/50, step 1200"
    void copied(const QString& place);
    /// The map as it forms, at most 30 times a second.
    /// @param done  share of all the work, 0 … 1
    void progressed(double done, const hourglass::LatentMap& map);

    // One of these ends what started() began.
    void finished(const hourglass::LatentMap& map);
    void failed(const QString& message); ///< also when it could not start
    void cancelled();                    ///< by cancel(), or because its run was replaced

private:
    struct Progress {
        double done = 0;
        LatentMap map;
    };
    struct Task {
        std::int64_t samples = 0;
        QString run; ///< see TrainingController::runId()
        std::atomic<bool> cancelled = false;
        std::mutex mutex;                 ///< guards what follows
        std::optional<Progress> progress; ///< the latest, until the window takes it
    };

    /// On the embedding thread.
    void embed(const std::shared_ptr<Task>& task, const Model& model);
    /// Whether anybody still waits for it; gives up what belongs to a run that was replaced.
    bool isWanted(const std::shared_ptr<Task>& task);
    // On the window's thread, where each does nothing for a task that is not wanted any more.
    void tellPlace(const std::shared_ptr<Task>& task, const TrainingPlace& place);
    void tellProgress(const std::shared_ptr<Task>& task);
    void end(const std::shared_ptr<Task>& task, const LatentMap& map, const QString& fault);

    TrainingController& m_controller;
    std::shared_ptr<Task> m_task; ///< null while nothing is made
    Background m_background;
};

} // namespace hourglass::ui
