// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Guard.h"
#include "engine/storage/ArrayFile.h"

#include "engine/api/Export.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <functional>

namespace hourglass {

namespace {

/// N × sample shape and labels → what is to be written.
using Map = std::function<at::Tensor(const at::Tensor& samples, const at::Tensor& labels)>;

/// The same data in the order of their source: with the last samples set apart, one part follows the other.
Experiment inOrder(Experiment on) {
    on.dataset.parameters.set("split", std::string("last"));
    return on;
}

/// All samples through the map, a batch at a time.
at::Tensor mapped(const std::vector<DataPart>& parts, const Map& map, const ProgressHandler& progress) {
    std::int64_t all = 0;
    for (const DataPart& part : parts)
        all += part.count();
    std::vector<at::Tensor> results;
    std::int64_t done = 0;
    for (const DataPart& part : parts)
        for (std::int64_t first = 0; first < part.count(); first += kEvaluationBatch) {
            const std::int64_t count = std::min(kEvaluationBatch, part.count() - first);
            results.push_back(map(part.range(first, count), part.labelRange(first, count)));
            done += count;
            if (progress)
                progress(double(done) / double(all));
        }
    return at::cat(results);
}

void exportMapped(const Model& model, const Experiment& on, const std::string& path, const Map& map,
                  const std::vector<std::string>& knownNames, const ProgressHandler& progress) {
    requireArrayExtension(path);
    const InUse inUse(*model.internals().autoencoder);
    const auto dataset = datasetFor(model, inOrder(on));
    std::vector<DataPart> parts{dataset->training};
    if (!dataset->validation.samples.is_same(dataset->training.samples))
        parts.push_back(dataset->validation);
    LabelledArray array{mapped(parts, map, progress), knownNames, {}, dataset->info.classNames};
    if (dataset->training.labels.defined()) {
        std::vector<at::Tensor> labels;
        for (const DataPart& part : parts)
            labels.push_back(part.labels);
        array.labels = at::cat(labels);
    }
    writeAtomically(path, arrayFile(array, path));
}

std::vector<std::string> numbered(const std::string& word, std::int64_t count) {
    std::vector<std::string> names;
    for (std::int64_t i = 1; i <= count; ++i)
        names.push_back(word + std::to_string(i));
    return names;
}

} // namespace

void exportCodes(const Model& model, const Experiment& on, const std::string& path, const ProgressHandler& progress) {
    guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        exportMapped(
            model, on, path,
            [&](const at::Tensor& samples, const at::Tensor& labels) { return autoencoder.encode(samples, labels); },
            numbered("code", autoencoder.network().code->output.elements()), progress);
    });
}

void exportReconstructions(const Model& model, const Experiment& on, const std::string& path,
                           const ProgressHandler& progress) {
    guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const std::vector<std::string> columns = describeDataset(on.dataset).columnNames;
        exportMapped(
            model, on, path,
            [&](const at::Tensor& samples, const at::Tensor& labels) { return autoencoder.reconstruct(samples, labels); },
            columns.empty() ? numbered("value", autoencoder.data().shape.elements()) : columns, progress);
    });
}

} // namespace hourglass
