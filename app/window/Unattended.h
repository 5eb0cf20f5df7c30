// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ProgressLine.h"
#include "app/window/Options.h"
#include "ui/window/MainWindow.h"

#include <QObject>
#include <QString>

#include <string>

namespace hourglass {

/// Trains in the window with nobody before it: starts at once, shows the progress on
/// standard error, writes what was asked for at the end, and leaves the event loop with the program's exit
/// code.
class Unattended : public QObject {
    Q_OBJECT

public:
    /// @throws Error when the report folder cannot be made.
    Unattended(ui::MainWindow& window, const Options& options);

private:
    void finishOnceExplored();
    void finish();
    void photograph(const QString& path);
    void write(const QString& path, const std::string& text);
    void leave();
    void fail(const QString& message);

    ui::MainWindow& m_window;
    const QString m_screenshot;
    const QString m_report;
    cli::ProgressLine m_progress;
    int m_exitCode = 0;
};

} // namespace hourglass
