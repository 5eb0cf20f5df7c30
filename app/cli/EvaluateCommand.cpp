// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"

#include "engine/api/Model.h"

#include <iostream>
#include <memory>

namespace hourglass::cli {

namespace {

struct EvaluateOptions {
    std::string modelFile;
    std::string data;
    bool json = false;
};

void evaluate(const EvaluateOptions& options) {
    const Model model = Model::load(options.modelFile);
    const Metrics metrics =
        options.data.empty() ? model.evaluate() : model.evaluate(datasetFromReference(options.data));
    if (options.json)
        std::cout << toJson(metrics) << '\n';
    else
        printMetrics(std::cout, metrics, model.network().input);
}

} // namespace

void addEvaluateCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("evaluate", "Measure a model on validation data");
    const auto options = std::make_shared<EvaluateOptions>();
    command->add_option("model", options->modelFile, "A .hourglass file")->required();
    command->add_option("--data", options->data, "Another data set of the same shape: an id or a path");
    command->add_flag("--json", options->json, "Print the metrics as JSON");
    command->callback([options] { evaluate(*options); });
}

} // namespace hourglass::cli
