// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Dataset.h"

#include "engine/api/Error.h"
#include "engine/core/Memory.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <vector>

namespace hourglass {

namespace {

at::Tensor toUnitFloat(const at::Tensor& samples) {
    return samples.scalar_type() == at::kByte ? samples.to(at::kFloat).div_(255) : samples;
}

DataPart select(const RawData& raw, const at::Tensor& indices) {
    return {raw.samples.index_select(0, indices), raw.labels.defined() ? raw.labels.index_select(0, indices) : at::Tensor()};
}

/// Puts row order[i] into the place of row i, along the cycles of the permutation: a copy of all rows would need their
/// memory twice.
/// @param rows   contiguous
/// @param order  int64, each row once
void arrange(const at::Tensor& rows, const at::Tensor& order) {
    const auto bytes = std::size_t(rows[0].nbytes());
    auto* const first = static_cast<std::byte*>(rows.data_ptr());
    const auto place = [&](std::int64_t row) { return first + std::size_t(row) * bytes; };
    const std::int64_t* const from = order.data_ptr<std::int64_t>();
    std::vector<std::byte> aside(bytes);
    std::vector<bool> done(std::size_t(order.numel()));
    for (std::int64_t start = 0; start < order.numel(); ++start) {
        if (done[std::size_t(start)])
            continue;
        std::memcpy(aside.data(), place(start), bytes);
        std::int64_t row = start;
        for (; from[row] != start; row = from[row]) {
            std::memcpy(place(row), place(from[row]), bytes);
            done[std::size_t(row)] = true;
        }
        std::memcpy(place(row), aside.data(), bytes);
        done[std::size_t(row)] = true;
    }
}

/// The samples in that order, where it leaves none out in the place where they are.
DataPart arranged(RawData& raw, const at::Tensor& order) {
    if (order.numel() < raw.samples.size(0))
        return select(raw, order);
    raw.samples = raw.samples.contiguous();
    arrange(raw.samples, order);
    return {std::move(raw.samples), raw.labels.defined() ? raw.labels.index_select(0, order) : at::Tensor()};
}

DataPart rangeOf(const DataPart& part, std::int64_t first, std::int64_t count) {
    return {part.samples.narrow(0, first, count), part.labelRange(first, count)};
}

/// Samples whose random numbers are drawn at a time.
constexpr std::int64_t kBinarisedTogether = 1000;

bool liesInUnitRange(const at::Tensor& samples) {
    if (samples.scalar_type() == at::kByte)
        return true;
    return samples.min().item<float>() >= 0 && samples.max().item<float>() <= 1;
}

/// 0 or 1 in the place of every value, which is the probability of 1 (Salakhutdinov & Murray, ICML 2008). Drawn in the
/// order of the file, so that a sample becomes the same whatever part it goes to.
at::Tensor binarised(const at::Tensor& samples, std::int64_t seed) {
    if (!liesInUnitRange(samples))
        throw Error("Only values between 0 and 1 can be probabilities, and these data leave that range. Switch it "
                    "off, or scale the columns to the range 0 to 1.",
                    "dataset.binarise");
    at::Generator generator = seededGenerator(seed, "binarise");
    const int one = samples.scalar_type() == at::kByte ? 255 : 1;
    std::vector<at::Tensor> parts;
    for (const at::Tensor& part : samples.split(kBinarisedTogether)) {
        const at::Tensor uniform = at::empty(part.sizes(), at::kFloat).uniform_(0, 1, generator);
        parts.push_back((uniform < toUnitFloat(part)).to(samples.scalar_type()).mul_(one));
    }
    return at::cat(parts);
}

at::Tensor lastFirst(std::int64_t count, std::int64_t last) {
    return at::arange(count, at::kLong).roll(last);
}

/// The samples to use; those for validation come first.
at::Tensor splitOrder(std::int64_t available, std::int64_t count, std::int64_t validationCount,
                      const Parameters& parameters) {
    if (parameters.text("split") == "last")
        return lastFirst(count, validationCount);
    at::Generator generator = seededGenerator(parameters.integer("splitSeed"), "split");
    return at::randperm(available, generator, at::kLong).narrow(0, 0, count);
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

bool DataSource::needsFile() const {
    return std::ranges::any_of(m_entry.schema,
                               [](const ParameterSpec& parameter) { return parameter.type == ParameterSpec::Type::Path; });
}

const std::string& DataSource::chosenPath(const Parameters& parameters, const std::string& key) {
    const std::string& path = parameters.text(key);
    if (path.empty())
        throw Error("Nothing is chosen yet. Choose a file or folder on this machine.", "dataset." + key);
    return path;
}

ParameterSchema datasetCommonParameters() {
    return {ParameterSpec::real("validationShare", "Validation share", 0.1, 0, 0.9, 0.05)
                .withHelp("Share of the samples that is kept apart to measure on. 0 measures on the training samples."),
            ParameterSpec::choice("split", "Validate on", "random",
                                  {{"random", "Samples drawn at random"}, {"last", "The last samples"}})
                .withHelp("Which samples are kept apart: drawn by the split seed, or the last ones of the file, where "
                          "published test parts stand."),
            ParameterSpec::integer("splitSeed", "Split seed", 1, 0, 1'000'000)
                .withHelp("The same seed sets the same samples apart.")
                .shownWhen("split", {"random"}),
            ParameterSpec::integer("limit", "Samples at most", 0, 0, 100'000'000, 1000)
                .withHelp("Uses only so many samples, drawn at random by the split seed, or the first ones where the last "
                          "of them are for validation. 0 uses all of them."),
            ParameterSpec::flag("binarise", "Binarise", false)
                .withHelp("Every value becomes 0 or 1, drawn once with the value as its probability, as figures of "
                          "likelihood in papers are measured. For data between 0 and 1.")};
}

void requireFits(const std::string& origin, std::uint64_t bytes) {
    constexpr std::uint64_t gibibyte = 1u << 30;
    if (bytes > 4 * gibibyte)
        throw Error(origin + " needs " + std::to_string(bytes / gibibyte + 1) +
                    " GiB of memory as a data set; the limit is 4 GiB. Use fewer or smaller samples.");
    requireMemory(origin, bytes, "Use fewer or smaller samples, or end other programs.");
}

Dataset split(RawData&& raw, const Parameters& parameters) {
    const std::int64_t available = raw.samples.size(0);
    const std::int64_t limit = raw.heldApart ? 0 : parameters.integer("limit");
    const std::int64_t count = limit > 0 ? std::min(limit, available) : available;
    if (available < 2)
        throw Error(raw.title + " holds only one sample, and data need at least 2. Add samples, or choose other data.");
    if (count < 2)
        throw Error("Training needs at least 2 samples. Choose 2 or more, or 0 for all of them.", "dataset.limit");

    if (parameters.flag("binarise"))
        raw.samples = binarised(raw.samples, parameters.integer("splitSeed"));

    const auto wanted = std::llround(double(count) * parameters.real("validationShare"));
    const std::int64_t validationCount = std::min<std::int64_t>(raw.heldApart.value_or(wanted), count - 1);
    const at::Tensor order =
        raw.heldApart ? lastFirst(available, validationCount) : splitOrder(available, count, validationCount, parameters);

    Dataset dataset;
    const DataPart all = arranged(raw, order);
    dataset.training = rangeOf(all, validationCount, count - validationCount);
    dataset.validation = validationCount > 0 ? rangeOf(all, 0, validationCount) : dataset.training;
    dataset.info = {std::move(raw.title),
                    std::move(raw.sampleShape),
                    dataset.training.count(),
                    dataset.validation.count(),
                    std::move(raw.classNames),
                    std::move(raw.columnNames),
                    liesInUnitRange(dataset.training.samples) && liesInUnitRange(dataset.validation.samples)};
    dataset.order = order;
    dataset.redrawn = std::move(raw.redrawn);
    dataset.redrawingBytes = raw.redrawingBytes;
    return dataset;
}

} // namespace hourglass
