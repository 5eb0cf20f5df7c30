// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Probe.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <memory>

namespace hourglass::ui {

class ProbeTask;
class ProbeWorker;
class TrainingController;

/// The window's handle on the probing thread: measures with classifiers what the network on show has learned,
/// while its training goes on. Lives on the window's thread; none of its calls waits, except for the end.
///
/// There is one probe at a time. Nothing more comes from one that was cancelled or replaced, or whose run
/// was.
class ProbeRunner : public QObject {
    Q_OBJECT

public:
    /// @param controller  of the training; outlives this
    explicit ProbeRunner(TrainingController& controller, QObject* parent = nullptr);
    ~ProbeRunner() override; ///< gives up, which takes a fraction of a second, and joins

    bool isRunning() const { return m_task != nullptr; }

    /// Measures a copy of the network as it now is, instead of what is being measured.
    void start(const ProbeOptions& options);
    void cancel();

Q_SIGNALS:
    void started();
    /// @param place  of the network that is measured: "at epoch 12/50, step 1200"
    /// @param steps  that its training had done
    void copied(const QString& place, qint64 steps);
    void rowMeasured(const hourglass::ProbeRow& row);
    /// @param done  share of all the work, 0 … 1
    void progressed(const QString& doing, double done);

    // One of these ends what started() began.
    void finished(const hourglass::ProbeReport& report);
    void failed(const QString& message); ///< also when it could not start
    void cancelled();                    ///< by cancel(), or because its run was replaced or broke off

private:
    void drain();

    TrainingController& m_controller;
    QThread m_thread;
    /// Shared with requests that the training thread has not come to yet.
    std::shared_ptr<ProbeWorker> m_worker;
    std::shared_ptr<ProbeTask> m_task; ///< null while nothing is measured
};

} // namespace hourglass::ui
