// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ExperimentOptions.h"
#include "app/cli/Output.h"
#include "app/cli/ProgressLine.h"

#include "engine/api/Export.h"

#include <memory>
#include <string>

namespace hourglass::cli {

namespace {

struct EncodeOptions {
    MeasuringOptions choice;
    std::string samples = "all";
    std::string path;
};

void write(const EncodeOptions& options, const std::string& what, const std::string& doing) {
    const Model model = Model::load(options.choice.modelFile);
    PercentLine progress(doing);
    exportSamples(model, what, {{"samples", options.samples}}, options.choice.experimentFor(model), options.path,
                  [&](double done) { progress.show(done); });
}

/// @param what  see sampleExportEntries()
void addCommand(CLI::App& program, const std::string& name, const std::string& about, const std::string& what,
                const std::string& doing) {
    CLI::App* command = program.add_subcommand(name, about);
    const auto options = std::make_shared<EncodeOptions>();
    addMeasuringOptions(*command, options->choice, {"dataset"}, "dataset.limit=1000");
    command->add_option("--samples", options->samples, "all (the default), or the training or the validation part")
        ->check(CLI::IsMember({"all", "training", "validation"}));
    command->add_option("--out", options->path, "Write this file: .npy for NumPy, .csv for a table")
        ->required()
        ->check(endsInOneOf(arrayExtensions()));
    command->callback([options, what, doing] { write(*options, what, doing); });
}

} // namespace

void addEncodeCommand(CLI::App& program) {
    addCommand(program, "encode", "Write the code of every sample of a data set", "codes", "Encoding");
}

void addReconstructCommand(CLI::App& program) {
    addCommand(program, "reconstruct", "Write the reconstruction of every sample of a data set", "reconstructions",
               "Reconstructing");
}

} // namespace hourglass::cli
