// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/NeighbourEmbedding.h"

#include "engine/analysis/AlbumCodes.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Pca.h"
#include "engine/api/Embedding.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace hourglass {

namespace {

using Point = QuadTree::Point;

constexpr double kStartSpread = 1e-4; // of the first principal component
constexpr double kStartNoise = 1e-6;  // parts codes that are equal
constexpr double kNeighboursPerPerplexity = 3;
/// Of the progress, when the neighbours of all samples are known, and when their probabilities are.
constexpr double kFoundShare = 0.04;
constexpr double kWeighedShare = 0.05;
/// Below that there is no perplexity above 1 to be had.
constexpr std::int64_t kFewestSamples = 5;

/// The two principal components, small.
std::vector<Point> startingPoints(const at::Tensor& codes, std::int64_t seed) {
    const std::int64_t count = codes.size(0);
    at::Tensor plane = at::zeros({count, 2});
    if (count > 1) {
        const std::int64_t fitted = codes.size(1) > ManyFeatures ? std::min(count, ManyFeatures) : count;
        const at::Tensor projected = fitPca(codes.narrow(0, 0, fitted), 2).project(codes);
        plane.narrow(1, 0, projected.size(1)).copy_(projected);
        plane = plane * (kStartSpread / std::max(plane.select(1, 0).std(false).item<double>(), 1e-30));
    }
    at::Generator generator = seededGenerator(seed, "embedding");
    plane = (plane.to(at::kDouble) + kStartNoise * normalLike(plane, generator)).contiguous();
    std::vector<Point> points;
    for (std::int64_t i = 0; i < count; ++i)
        points.push_back({plane.data_ptr<double>()[2 * i], plane.data_ptr<double>()[2 * i + 1]});
    return points;
}

/// Gradient descent with momentum, and for each number a gain that grows while it keeps its direction (Jacobs, 1988).
class Descent {
public:
    Descent(std::size_t count, double rate)
        : m_rate(rate)
        , m_state(2 * count) {}

    void step(std::vector<Point>& points, const std::vector<Point>& gradient, double momentum) {
        Point mean{};
        for (std::size_t i = 0; i < points.size(); ++i)
            for (std::size_t axis : {0u, 1u}) {
                State& state = m_state[2 * i + axis];
                const double slope = gradient[i][axis];
                state.gain = slope * state.velocity < 0 ? state.gain + 0.2 : std::max(0.8 * state.gain, 0.01);
                state.velocity = momentum * state.velocity - m_rate * state.gain * slope;
                points[i][axis] += state.velocity;
                mean[axis] += points[i][axis] / double(points.size());
            }
        for (Point& point : points)
            point = {point[0] - mean[0], point[1] - mean[1]};
    }

private:
    struct State {
        double velocity = 0;
        double gain = 1;
    };
    double m_rate;
    std::vector<State> m_state; ///< of each number
};

void placeOn(LatentMap& map, const std::vector<Point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        map.x[i] = float(points[i][0]);
        map.y[i] = float(points[i][1]);
    }
}

/// Lets the points come to rest.
void descend(const at::Tensor& codes, const EmbeddingOptions& options, std::vector<Point>& points, LatentMap& map,
             const EmbeddingProgress& progress) {
    const auto count = std::int64_t(points.size());
    const double perplexity = std::min(options.perplexity, double(count - 1) / kNeighboursPerPerplexity);
    bool goesOn = true;
    const auto between = [&](double from, double to) {
        return [&, from, to](double share) {
            goesOn = !progress || progress(from + (to - from) * share, map);
            return goesOn;
        };
    };
    const Neighbourhoods neighbours = nearestNeighbours(
        codes, std::min(count - 1, std::int64_t(kNeighboursPerPerplexity * perplexity)), between(0, kFoundShare));
    if (!goesOn)
        return;
    const std::vector<double> conditional =
        conditionalProbabilities(neighbours, perplexity, between(kFoundShare, kWeighedShare));
    if (!goesOn)
        return;
    const Affinities affinities = jointProbabilities(neighbours, conditional);
    const auto iterated = between(kWeighedShare, 1);
    // A rate that grows with the samples lets all of them come to rest in as many steps (Belkina et al., 2019).
    Descent descent(points.size(), std::max(double(count) / options.exaggeration / 4, 50.0));
    for (std::int64_t i = 0; i < options.iterations; ++i) {
        const bool early = i < options.exaggerated;
        descent.step(points, embeddingGradient(affinities, points, early ? options.exaggeration : 1.0, options.theta),
                     early ? 0.5 : 0.8);
        placeOn(map, points);
        if (!iterated(double(i + 1) / double(options.iterations)))
            return;
    }
}

} // namespace

std::vector<Point> embeddingGradient(const Affinities& affinities, const std::vector<Point>& points, double exaggeration,
                                     double theta) {
    const QuadTree tree(points);
    std::vector<Point> gradient(points.size());
    double weight = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QuadTree::Repulsion repulsion = tree.on(points[i], theta);
        gradient[i] = repulsion.force;
        weight += repulsion.weight;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        Point attraction{};
        for (std::size_t entry = affinities.rows[i]; entry < affinities.rows[i + 1]; ++entry) {
            const Point& other = points[std::size_t(affinities.column[entry])];
            const double x = points[i][0] - other[0], y = points[i][1] - other[1];
            const double pull = affinities.value[entry] / (1 + x * x + y * y);
            attraction[0] += pull * x;
            attraction[1] += pull * y;
        }
        for (std::size_t axis : {0u, 1u})
            gradient[i][axis] = 4 * (exaggeration * attraction[axis] - gradient[i][axis] / weight);
    }
    return gradient;
}

Codes codesOf(const Model& model, std::int64_t samples) {
    return guarded([&] {
        const Model::Private& internals = model.internals();
        const DatasetAlbum album(datasetFor(model, internals.experiment));
        const std::int64_t count = std::clamp<std::int64_t>(samples, 1, album.count());
        const InUse inUse(*internals.autoencoder);
        const at::Tensor codes = albumCodes(*internals.autoencoder, album, count).contiguous();
        return Codes{
            codes.size(1), {codes.data_ptr<float>(), codes.data_ptr<float>() + codes.numel()}, albumLabels(album, count)};
    });
}

LatentMap embedNeighbours(const Codes& codes, const EmbeddingOptions& options, const EmbeddingProgress& progress) {
    return guarded([&] {
        const std::int64_t count = codes.count();
        if (count > EmbeddingOptions::MostSamples)
            throw Error("A neighbour embedding of " + std::to_string(count) +
                        " samples would take too long. Choose at most " + std::to_string(EmbeddingOptions::MostSamples) +
                        ".");
        const at::Tensor values =
            at::from_blob(const_cast<float*>(codes.values.data()), {count, codes.dimensions}, at::kFloat);
        std::vector<Point> points = startingPoints(values, options.seed);
        LatentMap map;
        map.xLabel = "t-SNE 1";
        map.yLabel = "t-SNE 2";
        map.x.resize(std::size_t(count));
        map.y.resize(std::size_t(count));
        map.labels = codes.labels;
        map.dimensions = codes.dimensions;
        placeOn(map, points);
        if (count >= kFewestSamples)
            descend(values, options, points, map, progress);
        return map;
    });
}

} // namespace hourglass
