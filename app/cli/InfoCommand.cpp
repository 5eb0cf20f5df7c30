// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"

#include "engine/api/Model.h"

#include <iostream>
#include <memory>

namespace hourglass::cli {

namespace {

struct InfoOptions {
    std::string modelFile;
    bool json = false;
};

struct PlacedLayer {
    std::string part;
    const LayerReport& report;
};

std::vector<PlacedLayer> layersOf(const NetworkReport& network) {
    std::vector<PlacedLayer> layers;
    for (const LayerReport& layer : network.encoder)
        layers.push_back({"encoder", layer});
    if (network.code)
        layers.push_back({"code", *network.code});
    for (const LayerReport& layer : network.decoder)
        layers.push_back({"decoder", layer});
    return layers;
}

void printAsJson(const Model& model, const NetworkReport& network) {
    Json layers = Json::array();
    for (const auto& [part, layer] : layersOf(network))
        layers.push_back({{"part", part},
                          {"kind", layer.layer.kind},
                          {"output", layer.output.sizes},
                          {"parameters", layer.parameters},
                          {"flops", layer.flops}});
    printJson(std::cout, {{"experiment", Json::parse(toJson(model.experiment()))},
                          {"network",
                           {{"input", network.input.sizes},
                            {"parameters", network.parameters()},
                            {"extraParameters", network.extraParameters},
                            {"flops", network.flops()},
                            {"layers", layers}}},
                          {"metrics", Json::parse(toJson(model.metrics()))}});
}

void printAsText(const Model& model, const NetworkReport& network) {
    const Experiment& experiment = model.experiment();
    std::vector<Row> about = {{"data", experiment.dataset.kind},
                              {"variant", experiment.variant.kind},
                              {"corruption", experiment.corruption.kind},
                              {"network", network.inWords()}};
    if (network.extraParameters > 0)
        about.push_back({"beside it", std::to_string(network.extraParameters) + " parameters of the variant's own"});
    printTable(std::cout, about);
    std::vector<Row> rows = {{"part", "layer", "output", "parameters"}};
    for (const auto& [part, layer] : layersOf(network))
        rows.push_back({part, layer.layer.kind, layer.output.text(), std::to_string(layer.parameters)});
    std::cout << '\n';
    printTable(std::cout, rows);
    std::cout << '\n';
    printMetrics(std::cout, model.metrics(), model.network().input);
}

void info(const InfoOptions& options) {
    const Model model = Model::load(options.modelFile);
    const NetworkReport network = model.network();
    options.json ? printAsJson(model, network) : printAsText(model, network);
}

} // namespace

void addInfoCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("info", "Show what a model is and how it was trained");
    const auto options = std::make_shared<InfoOptions>();
    command->add_option("model", options->modelFile, "A .hourglass file")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options] { info(*options); });
}

} // namespace hourglass::cli
