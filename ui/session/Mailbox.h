// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// Everything that the training thread has told since the window last looked.
struct Mail {
    struct Baseline {
        double pcaMse = 0; ///< per feature
        std::int64_t components = 0;
    };
    struct Fault {
        QString message;
        QString field; ///< path inside the experiment, or empty
    };
    struct Dataset {
        DatasetSpec spec;
        DatasetInfo info;
    };
    struct Unreadable {
        DatasetSpec spec;
        QString reason;
    };

    struct Opened {
        QString path;
        Experiment experiment;
    };

    std::optional<Opened> opened;       ///< the model that was read last
    std::vector<QString> unopened;      ///< models that could not be; complaints say why
    std::vector<Dataset> datasets;      ///< those that were loaded, in order
    std::vector<Unreadable> unreadable; ///< those that could not be; faults or complaints say so too
    std::optional<RunInfo> prepared;
    std::vector<BatchReport> batches; ///< every one, in order
    std::vector<EpochReport> epochs;  ///< every one, in order
    std::optional<Snapshot> snapshot; ///< only the latest
    std::optional<Baseline> baseline;
    std::optional<bool> resting; ///< the latest word on whether the training waits
    std::optional<Finished> finished;
    std::optional<Fault> fault;             ///< the run could not be made, or broke off
    std::vector<QString> saved;             ///< paths of the files written
    std::vector<QString> unsaved;           ///< of those that could not be; complaints say why
    std::vector<Fault> complaints;          ///< requests that failed; the run goes on
    std::optional<QString> checkpointFault; ///< what the latest attempt came to: empty where the file was written
};

/// Carries plain values from the training thread to the window's. It is open for one run at a time: mail of a
/// run that was replaced is dropped. Thread-safe.
class Mailbox : public QObject {
    Q_OBJECT

public:
    /// From now on only this run's mail is taken; the mail of the run before is thrown away, except for what became of
    /// requests and what is known of data: a file stays written, and data stay readable or not, whatever happens to a run.
    void openFor(std::uint64_t run);
    bool isOpenFor(std::uint64_t run) const;

    /// Lets `write` add to the mail, unless the run was replaced.
    void post(std::uint64_t run, const std::function<void(Mail&)>& write);
    /// Lets `write` add to the mail, whichever run it is open for.
    void postAnswer(const std::function<void(Mail&)>& write);

    Mail take();

Q_SIGNALS:
    /// Once for each time that mail was taken, on the thread that posts.
    void mailWaiting();

private:
    void deliver(std::unique_lock<std::mutex> lock, const std::function<void(Mail&)>& write);

    mutable std::mutex m_mutex;
    Mail m_mail;
    std::uint64_t m_run = 0;
    bool m_announced = false;
};

} // namespace hourglass::ui
