// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Dataset.h"

#include "engine/api/Error.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

at::Tensor toUnitFloat(const at::Tensor& samples) {
    return samples.scalar_type() == at::kByte ? samples.to(at::kFloat).div_(255) : samples;
}

DataPart select(const RawData& raw, const at::Tensor& indices) {
    return {raw.samples.index_select(0, indices),
            raw.labels.defined() ? raw.labels.index_select(0, indices) : at::Tensor()};
}

bool liesInUnitRange(const at::Tensor& samples) {
    if (samples.scalar_type() == at::kByte)
        return true;
    return samples.min().item<float>() >= 0 && samples.max().item<float>() <= 1;
}

} // namespace

at::Tensor DataPart::gather(const at::Tensor& indices) const {
    return toUnitFloat(samples.index_select(0, indices));
}

at::Tensor DataPart::range(std::int64_t first, std::int64_t count) const {
    const at::Tensor part = samples.narrow(0, first, count);
    // A copy, so that nobody can write into the data set through it.
    return part.scalar_type() == at::kByte ? toUnitFloat(part) : part.clone();
}

at::Tensor DataPart::gatherLabels(const at::Tensor& indices) const {
    return labels.defined() ? labels.index_select(0, indices) : at::Tensor();
}

at::Tensor DataPart::labelRange(std::int64_t first, std::int64_t count) const {
    return labels.defined() ? labels.narrow(0, first, count) : at::Tensor();
}

DataSource::DataSource(CatalogueEntry entry)
    : m_entry(std::move(entry)) {
    ParameterSchema& schema = m_entry.schema;
    for (ParameterSpec& common : datasetCommonParameters())
        if (std::ranges::none_of(schema, [&](const auto& own) { return own.key == common.key; }))
            schema.push_back(std::move(common));
}

const std::string& DataSource::chosenPath(const Parameters& parameters, const std::string& key) {
    const std::string& path = parameters.text(key);
    if (path.empty())
        throw Error("Nothing is chosen yet. Choose a file or folder on this machine.", "dataset." + key);
    return path;
}

ParameterSchema datasetCommonParameters() {
    return {
        ParameterSpec::real("validationShare", "Validation share", 0.1, 0, 0.9, 0.05)
            .withHelp(
                "Share of the samples that is kept apart to measure on. 0 measures on the training samples."),
        ParameterSpec::integer("splitSeed", "Split seed", 1, 0, 1'000'000)
            .withHelp("The same seed sets the same samples apart."),
        ParameterSpec::integer("limit", "Samples at most", 0, 0, 100'000'000, 1000)
            .withHelp("Uses only so many samples, drawn at random by the split seed. 0 uses all of them.")};
}

void requireFits(const std::string& origin, std::uint64_t bytes) {
    constexpr std::uint64_t gibibyte = 1u << 30;
    if (bytes > 4 * gibibyte)
        throw Error(origin + " needs " + std::to_string(bytes / gibibyte) +
                    " GiB of memory as a data set; the limit is 4 GiB. Use fewer or smaller samples.");
}

Dataset split(RawData raw, const Parameters& parameters) {
    const std::int64_t available = raw.samples.size(0);
    const std::int64_t limit = parameters.integer("limit");
    const std::int64_t count = limit > 0 ? std::min(limit, available) : available;
    if (count < 2)
        throw Error(raw.title + " leaves " + std::to_string(count) + (count == 1 ? " sample" : " samples") +
                    "; training needs at least 2.");

    at::Generator generator = seededGenerator(parameters.integer("splitSeed"), "split");
    const at::Tensor order = at::randperm(available, generator, at::kLong).narrow(0, 0, count);
    const auto wanted = std::llround(double(count) * parameters.real("validationShare"));
    const std::int64_t validationCount = std::min<std::int64_t>(wanted, count - 1);

    Dataset dataset;
    dataset.training = select(raw, order.narrow(0, validationCount, count - validationCount));
    dataset.validation =
        validationCount > 0 ? select(raw, order.narrow(0, 0, validationCount)) : dataset.training;
    dataset.info = {std::move(raw.title),
                    std::move(raw.sampleShape),
                    dataset.training.count(),
                    dataset.validation.count(),
                    std::move(raw.classNames),
                    std::move(raw.columnNames),
                    liesInUnitRange(dataset.training.samples) && liesInUnitRange(dataset.validation.samples)};
    return dataset;
}

} // namespace hourglass
