// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/Exporter.h"

#include "engine/api/Runtime.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Guard.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/core/grad_mode.h>

#include <filesystem>

namespace hourglass {

const Catalogue<Exporter>& exporterCatalogue() {
    static const Catalogue<Exporter> catalogue(
        "export format", kinds<Exporter>(makeOnnxExporter(), makeTorchScriptExporter(), makePythonExporter(),
                                         makeCppExporter(), makeSafetensorsExporter(), makeExperimentExporter()));
    return catalogue;
}

const std::vector<CatalogueEntry>& exportEntries() {
    return exporterCatalogue().entries();
}

const std::string& exportExtension(const std::string& format) {
    return exporterCatalogue().at(format).extensions().back();
}

std::vector<std::string> exportFiles(const std::string& format, const std::string& path) {
    const Exporter& exporter = exporterCatalogue().at(format);
    const std::string& ending = exporter.extensions().back();
    if (!path.ends_with('.' + ending))
        throw Error(path + " is no name for this format: its files end in ." + ending + '.');
    std::vector<std::string> files;
    for (const std::string& extension : exporter.extensions())
        files.push_back(std::filesystem::path(path).replace_extension(extension).string());
    return files;
}

std::vector<std::string> exportModel(const Model& model, const std::string& format, const Parameters& options,
                                     const std::string& path) {
    return guarded([&] {
        const Exporter& exporter = exporterCatalogue().at(format);
        const Parameters full = complete(exporter.entry().schema, options, "export");
        const std::vector<std::string> paths = exportFiles(format, path);
        const at::NoGradGuard noGradient;
        const auto contents = exporter.contents(model, full, std::filesystem::path(path).stem().string());
        std::vector<FileToWrite> files;
        for (std::size_t i = 0; i < paths.size(); ++i)
            files.push_back({paths[i], contents[i]});
        writeAtomically(files);
        return paths;
    });
}

ParameterSpec partParameter() {
    return ParameterSpec::choice("part", "Part", "whole",
                                 {{"whole", "Whole network"}, {"encoder", "Encoder"}, {"decoder", "Decoder"}})
        .withHelp("The whole network rebuilds samples, the encoder turns them into codes, the decoder turns codes into "
                  "samples.");
}

std::vector<Computation> chosenPart(const Model& model, const Parameters& options) {
    const Autoencoder& autoencoder = *model.internals().autoencoder;
    const std::string& part = options.text("part");
    std::vector<Computation> chosen;
    if (part != "decoder")
        chosen.push_back(autoencoder.describeEncoder());
    if (part != "encoder")
        chosen.push_back(autoencoder.describeDecoder());
    return chosen;
}

std::string describedOrigin(const Model& model) {
    const Experiment& experiment = model.experiment();
    return "Autoencoder (" + experiment.variant.kind + ", " + model.network().inWords() + "), trained on " +
           experiment.dataset.kind + " by Hourglass " + programVersion();
}

} // namespace hourglass
