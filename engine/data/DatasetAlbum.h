// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Album.h"
#include "engine/data/Dataset.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>

namespace hourglass {

/// The samples of a data set in the album's order, also as tensors.
class DatasetAlbum final : public Album {
public:
    explicit DatasetAlbum(std::shared_ptr<const Dataset> dataset);

    const DatasetInfo& info() const override { return m_dataset->info; }
    std::int64_t count() const override { return m_count; }
    int label(std::int64_t sample) const override;
    Image picture(std::int64_t sample, int side) const override;

    const std::shared_ptr<const Dataset>& dataset() const { return m_dataset; }
    bool has(std::int64_t sample) const { return sample >= 0 && sample < m_count; }
    /// fp32 copies of the samples at `numbers` (int64, 1-D), pictures scaled to [0, 1].
    at::Tensor gather(const at::Tensor& numbers) const;
    /// Their labels (int64); undefined when there are no classes.
    at::Tensor gatherLabels(const at::Tensor& numbers) const;
    /// Black and white of every picture: 0 and 1, or the range of the first validation samples where data leave [0, 1].
    float low() const { return m_low; }
    float high() const { return m_high; }

private:
    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_count;
    float m_low = 0;
    float m_high = 1;
};

/// Numbers (int64) of validation samples, one of each class in turn, so that a row of them shows the whole data set.
at::Tensor variedSamples(const Dataset& dataset, std::int64_t wanted);

} // namespace hourglass
