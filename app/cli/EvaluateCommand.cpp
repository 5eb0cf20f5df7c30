// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ExperimentOptions.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/Measures.h"

#include <cmath>
#include <iostream>
#include <memory>
#include <optional>

namespace hourglass::cli {

namespace {

struct EvaluateOptions {
    MeasuringOptions choice;
    std::optional<std::int64_t> codes;
    std::optional<std::int64_t> samples;
    bool json = false;
};

void printAsJson(const Metrics& metrics, const std::optional<LikelihoodEstimate>& likelihood,
                 const std::optional<SampleFigures>& samples) {
    Json json = Json::parse(toJson(metrics));
    if (likelihood)
        json["likelihood"] = {{"estimate", likelihood->nats},
                              {"standardError", likelihood->standardError},
                              {"codes", likelihood->codes},
                              {"givenClass", likelihood->givenClass},
                              {"isProbability", likelihood->isProbability}};
    if (samples)
        json["samples"] = {{"count", samples->count}, {"sharpness", samples->sharpness}, {"diversity", samples->diversity}};
    printJson(std::cout, json);
}

void printAsText(const Model& model, const Metrics& metrics, const std::optional<LikelihoodEstimate>& likelihood,
                 const std::optional<SampleFigures>& samples) {
    printMetrics(std::cout, metrics, model.network().input);
    if (likelihood) {
        std::cout << '\n'
                  << (likelihood->givenClass ? "log p(x | class)  " : "log p(x)  ") << number(likelihood->nats) << " ± "
                  << number(likelihood->standardError) << " nats per sample, estimated with " << likelihood->codes
                  << " codes each\n";
        if (!likelihood->isProbability)
            std::cout << "No probability, because the data are not all 0 or 1: see dataset.binarise.\n";
    }
    if (samples) {
        std::cout << '\n' << samples->count << " drawn samples: diversity " << number(samples->diversity);
        if (!std::isnan(samples->sharpness))
            std::cout << ", sharpness " << number(samples->sharpness);
        std::cout << " (the data: 1)\n";
    }
}

void evaluate(const EvaluateOptions& options) {
    const Model model = Model::load(options.choice.modelFile);
    const Experiment on = options.choice.experimentFor(model);
    const Metrics metrics = hourglass::evaluate(model, on);
    std::optional<LikelihoodEstimate> likelihood;
    if (options.codes) {
        PercentLine progress("Estimating the likelihood");
        likelihood = estimateLikelihood(model, on, *options.codes, [&](double done) { progress.show(done); });
    }
    std::optional<SampleFigures> samples;
    if (options.samples)
        samples = measureSamples(model, on, *options.samples);
    options.json ? printAsJson(metrics, likelihood, samples) : printAsText(model, metrics, likelihood, samples);
}

} // namespace

void addEvaluateCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("evaluate", "Measure a model on validation data");
    const auto options = std::make_shared<EvaluateOptions>();
    addMeasuringOptions(*command, options->choice, {"dataset", "corruption"}, "corruption.kind=masking dataset.limit=1000");
    command->add_option("--likelihood", options->codes,
                        "Estimate log p(x) with so many codes for each sample (variational models)");
    command->add_option("--samples", options->samples, "Draw so many samples and measure how sharp and how varied they are");
    command->add_flag("--json", options->json, "Print the metrics as JSON");
    command->callback([options] { evaluate(*options); });
}

} // namespace hourglass::cli
