// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunCurve.h"

#include <QImage>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// What has become of a run.
enum class RunState {
    Running,
    Completed,
    Stopped,
    EarlyStopped,
    Diverged,
    Failed,     ///< it broke off with an error
    Interrupted ///< the program that trained it is gone; never stored, but seen when the list is read
};

/// "completed": how the state is written into files.
QString stateId(RunState state);
RunState stateFromId(const QString& id); ///< Interrupted for an id that nobody knows
/// "Stopped early": for people.
QString stateText(RunState state);

/// What the list shows of a run: light, so that thousands of them can be held.
struct RunSummary {
    QString id;         ///< a UUID, given when the run was prepared
    qint64 started = 0; ///< ms since 1970, UTC
    RunState state = RunState::Running;
    QString message; ///< why it ended, as a sentence, or empty
    QString name;
    QString variant; ///< title
    QString dataset; ///< title
    qint64 codeSize = 0;
    qint64 epochs = 0;         ///< finished
    double seconds = 0;        ///< of training
    std::optional<double> mse; ///< of the validation part, per feature
    std::optional<double> pcaMse;
    qint64 pcaComponents = 0;
    QString tags;
    QString notes;
    QString file;       ///< where its model was saved, or empty
    QString searchText; ///< in lower case, all that a search looks at; filled in by who lists

    bool operator==(const RunSummary&) const = default;
};

/// The runs of the history, the latest first. One that has not changed since the list before is the same object.
using RunList = std::vector<std::shared_ptr<const RunSummary>>;

/// What is only read of runs that are compared.
struct RunDetails {
    QString experiment; ///< JSON
    QString metrics;    ///< JSON, or empty before the end
    RunCurve curve;
    /// Validation samples, the same ones for all runs on the same data, and what the network made of them.
    std::vector<QImage> originals;
    std::vector<QImage> rebuilt;
};

struct RunRecord {
    RunSummary summary;
    RunDetails details;
};

/// What a person writes about a run.
enum class RunField { Name, Tags, Notes };

} // namespace hourglass::ui
