// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ExperimentOptions.h"
#include "ui/style/Theme.h"

#include <QSize>

#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// What the program was started with.
struct Options {
    /// An experiment (.json, or a link to one), a model (.hourglass), or data: a file or a folder.
    std::string file;
    std::vector<std::string> pictures; ///< to be restored; there is no `file` beside them
    cli::ExperimentOptions choice;
    std::optional<ui::ThemeChoice> theme;
    std::optional<QSize> size;
    std::string workspace = "train"; ///< that is on show at first
    std::string screenshot;          ///< file
    std::string report;              ///< folder

    /// Nobody sits before the window: it trains to the end and closes.
    bool unattended() const { return !screenshot.empty() || !report.empty(); }

    bool opensModel() const;
    /// The whole experiment that the window starts with; a model is opened in it afterwards.
    /// @throws Error naming the file, the preset or the field at fault.
    Experiment experiment() const;
};

/// Tells `program` which options there are; its parse() then fills `options`.
void addOptions(CLI::App& program, Options& options);

} // namespace hourglass
