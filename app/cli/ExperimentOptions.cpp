// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExperimentOptions.h"

#include "app/cli/Output.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Data.h"
#include "engine/api/Error.h"
#include "engine/api/Link.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace hourglass::cli {

namespace {

/// Files and folders as they are found from anywhere: the experiment goes into a model.
Parameters withWholePaths(const KindSpec& dataset) {
    Parameters parameters = dataset.parameters;
    for (const ParameterSpec& parameter : findEntry(datasetEntries(), dataset.kind).schema)
        if (parameter.type == ParameterSpec::Type::Path && parameters.contains(parameter.key) &&
            !parameters.text(parameter.key).empty())
            parameters.set(parameter.key,
                           std::filesystem::absolute(parameters.text(parameter.key)).lexically_normal().string());
    return parameters;
}

/// @throws CLI::ValidationError, since a field that does not exist or a value that does not fit is wrong usage.
Experiment withSettings(Experiment experiment, const std::vector<std::string>& settings) {
    try {
        for (const std::string& setting : settings) {
            const std::size_t equals = setting.find('=');
            experiment = withField(experiment, setting.substr(0, equals), setting.substr(equals + 1));
            if (setting.starts_with("dataset."))
                experiment.dataset.parameters = withWholePaths(experiment.dataset);
        }
        return experiment;
    } catch (const Error& error) {
        throw CLI::ValidationError(error.what());
    }
}

/// For the help.
std::string settableFields() {
    std::vector<std::string> training;
    for (const ParameterSpec& parameter : trainingSchema())
        training.push_back(parameter.key);
    std::ostringstream text;
    text << "Fields of --set:\n";
    printTable(
        text,
        {{"dataset", "kind, and the fields of that kind: see hourglass-cli list datasets"},
         {"network.encoder.0", "kind, and the fields of that kind, for the first layer: see hourglass-cli list layers"},
         {"network.code", "kind (vector or maps), size, activation"},
         {"network", "mirrored, tied"},
         {"variant", "kind, and the fields of that kind: see hourglass-cli list variants"},
         {"corruption", "kind, and the fields of that kind: see hourglass-cli list corruptions"},
         {"training", CLI::detail::join(training, ", ")}},
        2);
    return text.str();
}

CLI::Option* addSettings(CLI::App& program, std::vector<std::string>& settings, const std::string& help) {
    return program.add_option("--set", settings, help)->type_name("PATH=VALUE")->check([](const std::string& text) {
        return text.find('=') == std::string::npos ? "\"" + text + "\" is not of the form path=value" : "";
    });
}

} // namespace

Experiment ExperimentOptions::experiment() const {
    Experiment experiment = isExperimentLink(file) ? experimentFromLink(file)
                            : !file.empty()        ? complete(loadExperiment(file))
                            : !preset.empty()      ? findPreset(preset).experiment
                                                   : defaultExperiment();
    if (!data.empty()) {
        experiment.dataset = datasetFromReference(data);
        experiment = complete(experiment); // so that settings find its fields
    }
    return changed(std::move(experiment));
}

Experiment ExperimentOptions::changed(Experiment experiment) const {
    experiment = withSettings(std::move(experiment), settings);
    if (epochs)
        experiment = withSettings(std::move(experiment), {"training.epochs=" + std::to_string(*epochs)});
    if (!device.empty())
        experiment = withSettings(std::move(experiment), {"training.device=" + device});
    return complete(experiment);
}

CLI::Option* addExperimentOptions(CLI::App& program, ExperimentOptions& options) {
    addSettings(program, options.settings, "Change fields: network.code.size=2 training.batchSize=64");
    program.add_option("--data", options.data, "Learn from other data: an id (see hourglass-cli list datasets) or a path");
    program.add_option("--epochs", options.epochs, "Passes over the data");
    program.add_option("--device", options.device, "Where to train: auto, cpu or cuda");
    program.footer(settableFields());
    return program.add_option("--preset", options.preset, "Start from a preset: see hourglass-cli list presets");
}

Experiment MeasuringOptions::experimentFor(const Model& model) const {
    for (const std::string& setting : settings)
        if (std::ranges::find(settable, setting.substr(0, setting.find('.'))) == settable.end())
            throw CLI::ValidationError(setting +
                                       " cannot be set here: the model is measured as it is. Fields of these can be set: " +
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
