// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"
#include "ui/session/Background.h"
#include "ui/session/ModelUse.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <string>

namespace hourglass::ui {

class TrainingController;

/// What to write of the network on show, and where.
struct ExportOrder {
    enum class What { Network, Samples };
    What what = What::Network;
    std::string id;     ///< of one of exportEntries() or of sampleExportEntries()
    Parameters options; ///< for that entry's schema
    QString path;
};

/// The window's handle on the exporting thread: writes the network on show for other programs, while its training goes on.
/// Lives on the window's thread; none of its calls waits, except for the end.
class ExportRunner : public QObject {
    Q_OBJECT

public:
    /// @param controller  of the training; outlives this
    explicit ExportRunner(TrainingController& controller, QObject* parent = nullptr);
    ~ExportRunner() override; ///< gives up, which takes a fraction of a second, and joins

    bool isRunning() const { return m_task != nullptr; }

    /// Writes the newest weights, which are copied between two batches, instead of what is being written.
    void start(const ExportOrder& order);
    /// A file that is complete by then stays.
    void cancel();

Q_SIGNALS:
    void started(const QString& path);
    void progressed(double done); ///< 0 … 1; not told by every kind of export

    // One of these ends what started() began.
    void finished(const QStringList& files); ///< what was written, the file of the order last
    void failed(const QString& message);     ///< also when it could not start
    void cancelled();

private:
    struct Task {
        ExportOrder order;
        std::atomic<bool> cancelled = false;
    };

    /// On the exporting thread.
    void write(const std::shared_ptr<Task>& task, const Model& model);
    /// On the window's thread, unless the task was given up.
    void end(const std::shared_ptr<Task>& task, const QStringList& files, const QString& fault);

    TrainingController& m_controller;
    std::shared_ptr<Task> m_task; ///< null while nothing is written
    Background m_background;
};

} // namespace hourglass::ui
