// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ExperimentOptions.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/Probe.h"

#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>

namespace hourglass::cli {

namespace {

struct CommandOptions {
    MeasuringOptions choice;
    ProbeOptions probe;
    bool json = false;
};

class VisibleProbe : public ProbeObserver {
public:
    bool onProgress(const std::string& doing, double done) override {
        m_line.show(doing, done);
        return true;
    }

private:
    PercentLine m_line;
};

std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%", 100 * share);
    return text;
}

void print(const ProbeReport& report) {
    std::vector<Row> rows = {{"classifier on", "numbers", "error", "accuracy"}};
    for (const ProbeRow& row : report.rows)
        rows.push_back({row.name, std::to_string(row.features), percent(row.error), percent(1 - row.error)});
    printTable(std::cout, rows);
    std::cout << "\nlearned from " << report.labels << " labelled samples, measured on " << report.checked
              << " others; guessing: " << percent(report.guessing) << " error\n";
    if (report.sawLabels)
        std::cout << "The network itself learned from the labels of all training samples.\n";
}

void probeModel(const CommandOptions& options) {
    const Model model = Model::load(options.choice.modelFile);
    ProbeReport report;
    {
        VisibleProbe observer;
        report = probe(model, options.choice.experimentFor(model), options.probe, observer);
    }
    if (options.json)
        std::cout << toJson(report) << '\n';
    else
        print(report);
}

/// CLI::PositiveNumber answers with the largest number that there is, digit by digit.
std::string faultUnlessPositive(const std::string& text) {
    double number = 0;
    const bool positive = CLI::detail::lexical_cast(text, number) && number > 0 && std::isfinite(number);
    return positive ? "" : "\"" + text + "\" is not a number above 0.";
}

} // namespace

void addProbeCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("probe", "Measure how well a classifier does that sees only a model's code");
    const auto options = std::make_shared<CommandOptions>();
    addMeasuringOptions(*command, options->choice, {"dataset"}, "dataset.limit=1000");
    ProbeOptions& probe = options->probe;
    command->add_option("--labels", probe.labels, "Use the labels of so many training samples only")
        ->check(faultUnlessPositive, "POSITIVE");
    CLI::Option* fineTune = command->add_flag("--fine-tune", probe.fineTune,
                                              "Also train encoder and classifier together, and again from random weights");
    command->add_option("--epochs", probe.epochs, "Of that, passes over the labelled samples")
        ->needs(fineTune)
        ->capture_default_str()
        ->check(CLI::Range(std::int64_t(1), std::int64_t(10'000)));
    command->add_option("--learning-rate", probe.learningRate, "Of that, at its start")
        ->needs(fineTune)
        ->capture_default_str()
        ->check(faultUnlessPositive, "POSITIVE");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options] { probeModel(*options); });
}

} // namespace hourglass::cli
