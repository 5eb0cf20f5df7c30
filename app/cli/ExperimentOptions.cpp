// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExperimentOptions.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Data.h"
#include "engine/api/Error.h"

#include <algorithm>

namespace hourglass::cli {

namespace {

Experiment withSettings(Experiment experiment, const std::vector<std::string>& settings) {
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        experiment = withField(experiment, setting.substr(0, equals), setting.substr(equals + 1));
    }
    return experiment;
}

CLI::Option* addSettings(CLI::App& program, std::vector<std::string>& settings, const std::string& help) {
    return program.add_option("--set", settings, help)->type_name("PATH=VALUE")->check([](const std::string& text) {
        return text.find('=') == std::string::npos ? "\"" + text + "\" is not of the form path=value" : "";
    });
}

} // namespace

Experiment ExperimentOptions::experiment() const {
    Experiment experiment = !file.empty()     ? complete(loadExperiment(file))
                            : !preset.empty() ? findPreset(preset).experiment
                                              : defaultExperiment();
    if (!data.empty()) {
        experiment.dataset = datasetFromReference(data);
        experiment = complete(experiment); // so that settings find its fields
    }
    experiment = withSettings(std::move(experiment), settings);
    if (epochs)
        experiment = withField(experiment, "training.epochs", std::to_string(*epochs));
    return complete(experiment);
}

CLI::Option* addExperimentOptions(CLI::App& program, ExperimentOptions& options) {
    addSettings(program, options.settings, "Change fields: network.code.size=2 training.batchSize=64");
    program.add_option("--epochs", options.epochs, "Passes over the data");
    return program.add_option("--preset", options.preset, "Start from a preset: see hourglass-cli list presets");
}

Experiment MeasuringOptions::experimentFor(const Model& model) const {
    for (const std::string& setting : settings)
        if (std::ranges::find(settable, setting.substr(0, setting.find('.'))) == settable.end())
            throw Error(setting + " cannot be set here: the model is measured as it is. Fields of these can be set: " +
                        CLI::detail::join(settable, ", ") + ".");
    const Experiment on = data.empty() ? model.experiment() : model.experimentOn(datasetFromReference(data));
    return complete(withSettings(on, settings));
}

void addMeasuringOptions(CLI::App& command, MeasuringOptions& options, std::vector<std::string> settable,
                         const std::string& example) {
    options.settable = std::move(settable);
    command.add_option("model", options.modelFile, "A .hourglass file")->required();
    command.add_option("--data", options.data, "Another data set of the same shape: an id or a path");
    addSettings(command, options.settings, "Measure under other conditions: " + example);
}

} // namespace hourglass::cli
