// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace hourglass {

/// The nearest other samples of each sample, nearest first.
struct Neighbourhoods {
    std::size_t each = 0;             ///< how many of them a sample has
    std::vector<std::int32_t> sample; ///< samples × each
    std::vector<float> square;        ///< of the Euclidean distance; likewise

    std::size_t count() const { return each > 0 ? sample.size() / each : 0; }
};

/// Hears now and then which share is done, 0 … 1.
/// @return false to give up: then not all samples have a result
using GoesOn = std::function<bool(double share)>;

/// @param codes  N × D, fp32, finite
/// @param each   less than N
Neighbourhoods nearestNeighbours(const at::Tensor& codes, std::int64_t each, const GoesOn& goesOn = {});

/// p(j|i) of t-SNE for the neighbours j of each i: a Gaussian around i, as wide as it has to be for this perplexity, which
/// is 2 to the power of the entropy in bits. Samples × each.
std::vector<double> conditionalProbabilities(const Neighbourhoods& neighbours, double perplexity, const GoesOn& goesOn = {});

/// p(i, j) of t-SNE: symmetric, sums to 1, and 0 between most samples. By rows.
struct Affinities {
    std::vector<std::size_t> rows; ///< where each row begins, and where the last one ends
    std::vector<std::int32_t> column;
    std::vector<double> value;

    std::size_t count() const { return rows.size() - 1; }
};
Affinities jointProbabilities(const Neighbourhoods& neighbours, const std::vector<double>& conditional);

} // namespace hourglass
