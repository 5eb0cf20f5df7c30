// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::cli {

/// What to train, as it is chosen on a command line.
struct ExperimentOptions {
    std::string file;                  ///< an experiment in JSON, or a link to one: see engine/api/Link.h
    std::string preset;                ///< without file and preset: the default experiment
    std::string data;                  ///< id or path; replaces the experiment's own data
    std::vector<std::string> settings; ///< "path=value", applied in their order
    std::optional<std::int64_t> epochs;
    std::string device; ///< auto, cpu or cuda; empty for the experiment's own

    /// @return complete. @throws Error naming what is unknown or does not fit, CLI::ValidationError where settings or epochs
    /// do not.
    Experiment experiment() const;
    /// `experiment` with settings, epochs and device. @throws as experiment()
    Experiment changed(Experiment experiment) const;
};

/// A model, and what it is to be measured on, as they are chosen on a command line.
struct MeasuringOptions {
    std::string modelFile;
    std::string data;                  ///< id or path; empty for the model's own
    std::vector<std::string> settings; ///< "path=value", applied in their order
    std::vector<std::string> settable; ///< the parts of an experiment that may be set: "dataset"

    /// @return the model's experiment with these changes, complete. @throws as ExperimentOptions::experiment()
    Experiment experimentFor(const Model& model) const;
};

/// Adds MODEL, --data and --set.
/// @param settable  see MeasuringOptions
/// @param example   of --set, for the help
void addMeasuringOptions(CLI::App& command, MeasuringOptions& options, std::vector<std::string> settable,
                         const std::string& example);

/// Adds --preset, --data, --set, --epochs and --device, and to the help what fields there are to set. How the file is given
/// is left to the program.
/// @return the option --preset, so that the program can exclude it by others.
CLI::Option* addExperimentOptions(CLI::App& program, ExperimentOptions& options);

} // namespace hourglass::cli
