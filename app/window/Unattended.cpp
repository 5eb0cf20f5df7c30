// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Unattended.h"

#include "engine/api/Error.h"
#include "engine/api/Files.h"
#include "ui/session/Convert.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>

#include <iostream>

namespace hourglass {

using ui::TrainingController;

Unattended::Unattended(ui::MainWindow& window, const Options& options)
    : m_window(window)
    , m_screenshot(ui::toQString(options.screenshot))
    , m_report(ui::toQString(options.report)) {
    if (!m_report.isEmpty() && !QDir().mkpath(m_report))
        throw Error(options.report + ": the report folder cannot be made. Check the path and the permissions.");

    auto& controller = window.session().controller();
    connect(&controller, &TrainingController::prepared, this, [this](const RunInfo& run) { m_progress.onPrepared(run); });
    connect(&controller, &TrainingController::baselineKnown, this,
            [this](double pcaMse, qint64 components) { m_progress.onBaseline(pcaMse, components); });
    connect(&controller, &TrainingController::batchesDone, this, [this](const std::vector<BatchReport>& batches) {
        for (const BatchReport& batch : batches)
            m_progress.onBatch(batch);
    });
    connect(&controller, &TrainingController::epochDone, this,
            [this](const EpochReport& epoch) { m_progress.onEpoch(epoch); });
    connect(&controller, &TrainingController::failed, this, &Unattended::fail);
    // The window shows the end of the training, and what has become of the sample beside the design, before it is
    // photographed.
    connect(&controller, &TrainingController::ended, this, [this] {
        const auto once = Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection);
        connect(&m_window.preview(), &ui::PreviewRunner::previewed, this, &Unattended::finishOnceExplored, once);
    });
    connect(&controller, &TrainingController::saved, this, &Unattended::leave);
    window.session().train();
}

/// The workspace Explore, where it is on show, has caught up with the last weights.
void Unattended::finishOnceExplored() {
    ui::Explorer& explorer = m_window.explorer();
    if (!explorer.isWanted() || explorer.isSettled())
        finish();
    else
        connect(&explorer, &ui::Explorer::settled, this, &Unattended::finish,
                Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void Unattended::finish() {
    if (!m_screenshot.isEmpty())
        photograph(m_screenshot);
    if (m_report.isEmpty()) {
        leave();
        return;
    }
    auto& session = m_window.session();
    const QDir folder(m_report);
    photograph(folder.filePath("window.png"));
    write(folder.filePath("metrics.json"), toJson(session.controller().finished()->metrics));
    write(folder.filePath("experiment.json"), toJson(session.editor().experiment()));
    session.controller().save(folder.filePath("model.hourglass")); // leaves when it is written
}

void Unattended::photograph(const QString& path) {
    if (!m_window.grab().save(path, "PNG"))
        fail(tr("%1 cannot be written. Check the path and the permissions.").arg(path));
}

void Unattended::write(const QString& path, const std::string& text) {
    try {
        writeAtomically(ui::toStdString(path), text + '\n');
    } catch (const Error& error) {
        fail(ui::toQString(error.what()));
    }
}

void Unattended::leave() {
    const Finished& finished = *m_window.session().controller().finished();
    if (finished.isFault())
        fail(ui::toQString(finished.message));
    else
        QCoreApplication::exit(m_exitCode);
}

void Unattended::fail(const QString& message) {
    std::cerr << "\nhourglass: " << ui::toStdString(message) << '\n';
    m_exitCode = 1;
    QCoreApplication::exit(m_exitCode);
}

} // namespace hourglass
