// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Guard.h"
#include "engine/core/Memory.h"
#include "engine/storage/ArrayFile.h"

#include "engine/api/Export.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

namespace {

/// What there is to write of a sample.
struct SampleExport {
    CatalogueEntry entry;
    at::Tensor (*map)(Autoencoder& autoencoder, const at::Tensor& samples, const at::Tensor& labels);
    std::vector<std::string> (*columns)(Autoencoder& autoencoder, const DatasetInfo& data);
};

ParameterSpec samplesParameter() {
    return ParameterSpec::choice(
               "samples", "Samples", "all",
               {{"all", "All of the data"}, {"training", "Training part"}, {"validation", "Validation part"}})
        .withHelp(
            "All samples come in the order of the files or lines that they were read from. The parts are those that the "
            "network learns from and is checked with.");
}

const std::vector<SampleExport>& sampleExports() {
    static const std::vector<SampleExport> list = {
        {{"codes",
          "Codes",
          "The code of every sample, as a table or for NumPy.",
          "A row of numbers for each sample: what the encoder makes of it, without noise. To cluster, to plot, or to learn "
          "something else from.",
          "",
          {samplesParameter()}},
         [](Autoencoder& autoencoder, const at::Tensor& samples, const at::Tensor& labels) {
             return autoencoder.encode(samples, labels);
         },
         [](Autoencoder& autoencoder, const DatasetInfo&) {
             return numbered("code", autoencoder.network().code->output.elements());
         }},
        {{"reconstructions",
          "Reconstructions",
          "What the network rebuilds of every sample, as a table or for NumPy.",
          "A row of numbers for each sample: what comes out of the decoder, without noise, in the range in which the network "
          "sees the data. To measure errors in your own way.",
          "",
          {samplesParameter()}},
         [](Autoencoder& autoencoder, const at::Tensor& samples, const at::Tensor& labels) {
             return autoencoder.reconstruct(samples, labels);
         },
         [](Autoencoder& autoencoder, const DatasetInfo& data) {
             return data.columnNames.empty() ? numbered("value", autoencoder.data().shape.elements()) : data.columnNames;
         }}};
    return list;
}

std::vector<DataPart> chosenParts(const Dataset& dataset, const std::string& samples) {
    if (samples == "training")
        return {dataset.training};
    if (samples == "validation" || dataset.validatesOnTraining())
        return {dataset.validation};
    return {dataset.validation, dataset.training}; // as Dataset::order
}

std::int64_t countOf(const std::vector<DataPart>& parts) {
    std::int64_t count = 0;
    for (const DataPart& part : parts)
        count += part.count();
    return count;
}

/// All samples through the map, a batch at a time.
at::Tensor mapped(const std::vector<DataPart>& parts, Autoencoder& autoencoder, const SampleExport& what,
                  const ProgressHandler& progress) {
    const std::int64_t all = countOf(parts), together = evaluationBatch(autoencoder.network());
    at::Tensor results;
    std::int64_t done = 0;
    for (const DataPart& part : parts)
        for (std::int64_t first = 0; first < part.count(); first += together) {
            const std::int64_t count = std::min(together, part.count() - first);
            const at::Tensor some = what.map(autoencoder, part.range(first, count), part.labelRange(first, count));
            if (!results.defined()) {
                std::vector<std::int64_t> sizes = some.sizes().vec();
                sizes[0] = all;
                results = at::empty(sizes, some.options());
            }
            results.narrow(0, done, count).copy_(some);
            done += count;
            if (progress)
                progress(double(done) / double(all));
        }
    return results;
}

} // namespace

const std::vector<CatalogueEntry>& sampleExportEntries() {
    static const auto entries = [] {
        std::vector<CatalogueEntry> list;
        for (const SampleExport& known : sampleExports())
            list.push_back(known.entry);
        return list;
    }();
    return entries;
}

void exportSamples(const Model& model, const std::string& what, const Parameters& options, const Experiment& on,
                   const std::string& path, const ProgressHandler& progress) {
    guarded([&] {
        const CatalogueEntry& entry = findEntry(sampleExportEntries(), what);
        const SampleExport& chosen = sampleExports()[std::size_t(&entry - sampleExportEntries().data())];
        const std::string samples = complete(entry.schema, options, "export").text("samples");
        const std::size_t written = bytesPerNumber(path);
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const auto dataset = datasetFor(model, on);
        const std::vector<DataPart> parts = chosenParts(*dataset, samples);
        LabelledArray array{{}, chosen.columns(autoencoder, dataset->info), {}, dataset->info.classNames};
        requireMemory("Exporting these samples",
                      std::uint64_t(countOf(parts)) * array.columnNames.size() * (2 * sizeof(float) + written),
                      "Export one part of them, or fewer (dataset.limit), or end other programs.");
        array.numbers = mapped(parts, autoencoder, chosen, progress);
        if (dataset->training.labels.defined()) {
            std::vector<at::Tensor> labels;
            for (const DataPart& part : parts)
                labels.push_back(part.labels);
            array.labels = at::cat(labels);
        }
        if (samples == "all") {
            const at::Tensor places = dataset->order.argsort();
            array.numbers = array.numbers.index_select(0, places);
            if (array.labels.defined())
                array.labels = array.labels.index_select(0, places);
        }
        writeAtomically(path, arrayFile(array, path));
    });
}

} // namespace hourglass
