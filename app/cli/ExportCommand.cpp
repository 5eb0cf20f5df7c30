// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"

#include "engine/api/Error.h"
#include "engine/api/Export.h"

#include <iostream>
#include <memory>
#include <sstream>
#include <string>

namespace hourglass::cli {

namespace {

struct ExportOptions {
    std::string modelFile;
    std::string format;
    std::string part;
    std::string path;
};

/// @throws CLI::ValidationError naming the choices, since a format or a part that does not exist is wrong usage.
Parameters checkedParameters(const ExportOptions& options) {
    try {
        const CatalogueEntry& format = findEntry(exportEntries(), options.format);
        if (options.part.empty())
            return {};
        if (format.schema.empty())
            throw Error("The format " + format.id + " holds no network that could be taken apart. Leave --part out.");
        return complete(format.schema, {{"part", options.part}}, "export");
    } catch (const Error& error) {
        throw CLI::ValidationError(error.what());
    }
}

void exportModel(const ExportOptions& options) {
    const Parameters parameters = checkedParameters(options);
    const Model model = Model::load(options.modelFile);
    for (const std::string& file : hourglass::exportModel(model, options.format, parameters, options.path))
        std::cout << file << '\n';
}

std::string formats() {
    std::string ids;
    for (const CatalogueEntry& entry : exportEntries())
        ids += (ids.empty() ? "" : ", ") + entry.id;
    return ids;
}

std::string formatsInWords() {
    std::vector<Row> rows;
    for (const CatalogueEntry& entry : exportEntries())
        rows.push_back({entry.id, '.' + exportExtension(entry.id), entry.summary});
    std::ostringstream text;
    text << "Formats:\n";
    printTable(text, rows, 2);
    return text.str();
}

} // namespace

void addExportCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("export", "Write a model for other programs");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("model", options->modelFile, "A .hourglass file")->required();
    command->add_option("--format", options->format, formats())->required();
    command->add_option("--part", options->part,
                        "Of the network: whole (samples to reconstructions), encoder (to codes) or decoder (from codes)");
    command->add_option("--out", options->path, "Write this file, and those beside it that the format needs")->required();
    command->footer(formatsInWords());
    command->callback([options] { exportModel(*options); });
}

} // namespace hourglass::cli
