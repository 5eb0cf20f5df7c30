// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/DatasetAlbum.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <iterator>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

/// Enough to know the range of data by, in numbers.
constexpr std::int64_t kRangeElements = 1'600'000;

/// `part` of the validation and of the training samples at `numbers`, put together in their order.
template <class Gather>
at::Tensor gatherFromBoth(const at::Tensor& numbers, std::int64_t validationCount, const Gather& gather) {
    const at::Tensor inTraining = numbers >= validationCount;
    if (!inTraining.any().item<bool>())
        return gather(true, numbers);
    if (inTraining.all().item<bool>())
        return gather(false, numbers - validationCount);
    const at::Tensor places = at::cat({at::nonzero(~inTraining), at::nonzero(inTraining)}).squeeze(1);
    const at::Tensor joined = at::cat({gather(true, numbers.masked_select(~inTraining)),
                                       gather(false, numbers.masked_select(inTraining) - validationCount)});
    return joined.index_select(0, at::argsort(places));
}

} // namespace

DatasetAlbum::DatasetAlbum(std::shared_ptr<const Dataset> dataset)
    : m_dataset(std::move(dataset))
    , m_count(m_dataset->validation.count() + (m_dataset->validatesOnTraining() ? 0 : m_dataset->training.count())) {
    const DatasetInfo& info = m_dataset->info;
    if (info.inUnitRange)
        return;
    const std::int64_t enough = std::max<std::int64_t>(1, kRangeElements / info.sampleShape.elements());
    const at::Tensor some = m_dataset->validation.range(0, std::min(enough, m_dataset->validation.count()));
    m_low = some.min().item<float>();
    m_high = std::max(some.max().item<float>(), m_low + 1e-6f * (1 + std::abs(m_low)));
}

int DatasetAlbum::label(std::int64_t sample) const {
    if (!has(sample))
        return -1;
    const at::Tensor labels = gatherLabels(at::full({1}, sample, at::kLong));
    return labels.defined() ? int(labels.item<std::int64_t>()) : -1;
}

Image DatasetAlbum::picture(std::int64_t sample, int side) const {
    if (!has(sample))
        return {};
    const at::Tensor values = gather(at::full({1}, sample, at::kLong))[0];
    return thumbnail(toImage(values, info().sampleShape, m_low, m_high), side);
}

at::Tensor DatasetAlbum::gather(const at::Tensor& numbers) const {
    return gatherFromBoth(numbers, m_dataset->validation.count(), [this](bool validation, const at::Tensor& indices) {
        return (validation ? m_dataset->validation : m_dataset->training).gather(indices);
    });
}

at::Tensor DatasetAlbum::gatherLabels(const at::Tensor& numbers) const {
    if (!m_dataset->validation.labels.defined())
        return {};
    return gatherFromBoth(numbers, m_dataset->validation.count(), [this](bool validation, const at::Tensor& indices) {
        return (validation ? m_dataset->validation : m_dataset->training).gatherLabels(indices);
    });
}

at::Tensor variedSamples(const Dataset& dataset, std::int64_t wanted) {
    const DataPart& part = dataset.validation;
    if (dataset.info.classNames.empty() || !part.labels.defined())
        return at::arange(std::min(wanted, part.count()), at::kLong);
    struct Turn {
        std::int64_t round, label, sample;
        auto operator<=>(const Turn&) const = default;
    };
    std::vector<Turn> turns;
    std::vector<std::int64_t> seen(dataset.info.classNames.size(), 0);
    const at::Tensor labels = part.labels.contiguous();
    const auto* const label = labels.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < part.count(); ++i)
        if (const std::int64_t round = seen[std::size_t(label[i])]++; round < wanted)
            turns.push_back({round, label[i], i});
    std::ranges::sort(turns);
    turns.resize(std::min(turns.size(), std::size_t(wanted)));
    std::vector<std::int64_t> chosen;
    std::ranges::transform(turns, std::back_inserter(chosen), &Turn::sample);
    return at::tensor(chosen, at::kLong);
}

} // namespace hourglass
