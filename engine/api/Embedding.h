// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace hourglass {

class Model;

/// Codes of the album's first samples, in its order (see Album).
struct Codes {
    std::int64_t dimensions = 0; ///< numbers in a code
    std::vector<float> values;   ///< one code after the other
    std::vector<int> labels;     ///< one for each code; −1 without a class

    std::int64_t count() const { return std::int64_t(labels.size()); }
};

/// The most likely codes of the first `samples` samples, or of all where there are fewer. Blocks.
/// @param model  not in training: a copy, where one is
/// @throws Error when its data cannot be loaded
Codes codesOf(const Model& model, std::int64_t samples);

struct EmbeddingOptions {
    static constexpr std::int64_t MostSamples = 5'000; ///< more would take minutes

    double perplexity = 30; ///< how many neighbours of a sample count, about; a third of the samples at the most
    std::int64_t iterations = 1'000;
    /// How coarsely far points are taken together: a group that is seen under a smaller angle than this (width over
    /// distance) counts as one point; 0 for never. At most 1/√2, so that a group never holds the point that sees it.
    double theta = 0.5;
    double exaggeration = 12;       ///< of what draws neighbours together, at first
    std::int64_t exaggerated = 250; ///< iterations for which that lasts
    std::int64_t seed = 1;
};

/// @param share  of the work, 0 … 1
/// @return false to give up
using EmbeddingProgress = std::function<bool(double share, const LatentMap& map)>;

/// Brings codes into the plane so that neighbours stay neighbours: t-SNE by the method of Barnes and Hut (van der Maaten,
/// Accelerating t-SNE using tree-based algorithms, JMLR 2014), which begins at the principal components. Distances between
/// groups and their sizes mean little. The same seed gives the same map. Blocks for seconds; any thread.
/// @param codes     at most EmbeddingOptions::MostSamples
/// @param progress  hears of the map as it forms, after each iteration, and before that many times a second
/// @return the map, as far as it had come where it was given up
/// @throws Error when there are too many codes
LatentMap embedNeighbours(const Codes& codes, const EmbeddingOptions& options, const EmbeddingProgress& progress);

} // namespace hourglass
