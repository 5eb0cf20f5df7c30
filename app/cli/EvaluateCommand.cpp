// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ExperimentOptions.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/LatentMetrics.h"
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
    bool latent = false;
    bool json = false;
};

/// What was asked for besides the metrics.
struct More {
    std::optional<LikelihoodEstimate> likelihood;
    std::optional<SampleFigures> samples;
    std::optional<LatentReport> latent;
};

void printAsJson(const Metrics& metrics, const More& more) {
    const auto& [likelihood, samples, latent] = more;
    Json json = Json::parse(toJson(metrics));
    if (likelihood)
        json["likelihood"] = {{"estimate", likelihood->nats},
                              {"standardError", likelihood->standardError},
                              {"codes", likelihood->codes},
                              {"givenClass", likelihood->givenClass},
                              {"isProbability", likelihood->isProbability}};
    if (samples)
        json["samples"] = {{"count", samples->count}, {"sharpness", samples->sharpness}, {"diversity", samples->diversity}};
    if (latent)
        json["latent"] = Json::parse(toJson(*latent));
    printJson(std::cout, json);
}

/// A line for each figure, what it means below it.
void print(const LatentReport& latent) {
    std::cout << "\nLatent space, measured on " << latent.samples << " samples\n";
    for (const LatentFigure& figure : latent.figures) {
        std::cout << '\n' << figure.title << "  " << (std::isnan(figure.value) ? "–" : number(figure.value));
        std::cout << (figure.note.empty() ? "" : "  (" + figure.note + ")") << "\n  " << figure.help << '\n';
    }
}

void printAsText(const Model& model, const Metrics& metrics, const More& more) {
    const auto& [likelihood, samples, latent] = more;
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
    if (latent)
        print(*latent);
}

void evaluate(const EvaluateOptions& options) {
    const Model model = Model::load(options.choice.modelFile);
    const Experiment on = options.choice.experimentFor(model);
    const Metrics metrics = hourglass::evaluate(model, on);
    More more;
    if (options.codes) {
        PercentLine progress("Estimating the likelihood");
        more.likelihood = estimateLikelihood(model, on, *options.codes, [&](double done) { progress.show(done); });
    }
    if (options.samples)
        more.samples = measureSamples(model, on, *options.samples);
    if (options.latent) {
        PercentLine progress;
        more.latent = measureLatent(model, on, {}, [&](const std::string& doing, double done) {
            progress.show(doing, done);
            return true;
        });
    }
    options.json ? printAsJson(metrics, more) : printAsText(model, metrics, more);
}

} // namespace

void addEvaluateCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("evaluate", "Measure a model on validation data");
    const auto options = std::make_shared<EvaluateOptions>();
    addMeasuringOptions(*command, options->choice, {"dataset", "corruption"}, "corruption.kind=masking dataset.limit=1000");
    command->add_option("--likelihood", options->codes,
                        "Estimate log p(x) with so many codes for each sample (variational models)");
    command->add_option("--samples", options->samples, "Draw so many samples and measure how sharp and how varied they are");
    command->add_flag("--latent", options->latent,
                      "Measure how good the latent space is: its use, its smoothness, its classes, its map, its holes");
    command->add_flag("--json", options->json, "Print the metrics as JSON");
    command->callback([options] { evaluate(*options); });
}

} // namespace hourglass::cli
