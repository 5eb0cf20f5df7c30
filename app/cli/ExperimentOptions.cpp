// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExperimentOptions.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Data.h"

namespace hourglass::cli {

Experiment ExperimentOptions::experiment() const {
    Experiment experiment = !file.empty()     ? complete(loadExperiment(file))
                            : !preset.empty() ? findPreset(preset).experiment
                                              : defaultExperiment();
    if (!data.empty()) {
        experiment.dataset = datasetFromReference(data);
        experiment = complete(experiment); // so that settings find its fields
    }
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        experiment = withField(experiment, setting.substr(0, equals), setting.substr(equals + 1));
    }
    if (epochs)
        experiment = withField(experiment, "training.epochs", std::to_string(*epochs));
    return complete(experiment);
}

CLI::Option* addExperimentOptions(CLI::App& program, ExperimentOptions& options) {
    program.add_option("--set", options.settings, "Change fields: network.code.size=2 training.batchSize=64")
        ->type_name("PATH=VALUE")
        ->check([](const std::string& text) {
            return text.find('=') == std::string::npos ? "\"" + text + "\" is not of the form path=value"
                                                       : "";
        });
    program.add_option("--epochs", options.epochs, "Passes over the data");
    return program.add_option("--preset", options.preset,
                              "Start from a preset: see hourglass-cli list presets");
}

} // namespace hourglass::cli
