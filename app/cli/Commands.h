// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace hourglass::cli {

// Each adds one command to the program. The command runs inside CLI::App::parse() and throws hourglass::Error
// when it fails.
void addListCommand(CLI::App& program);
void addTrainCommand(CLI::App& program);
void addEvaluateCommand(CLI::App& program);
void addProbeCommand(CLI::App& program);
void addInfoCommand(CLI::App& program);
void addExportCommand(CLI::App& program);
void addEncodeCommand(CLI::App& program);
void addRestoreCommand(CLI::App& program);
void addCompressCommand(CLI::App& program);
void addDecompressCommand(CLI::App& program);
void addReconstructCommand(CLI::App& program);
void addDecodeCommand(CLI::App& program);
void addInterpolateCommand(CLI::App& program);
void addSampleCommand(CLI::App& program);
void addTraverseCommand(CLI::App& program);

} // namespace hourglass::cli
