// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/GaussianMixture.h"

#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "engine/core/ThreadCount.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace hourglass {

namespace {

constexpr std::int64_t kMostNumbersOfFullCovariances = 32;
constexpr int kMostSteps = 50;
constexpr double kEnough = 1e-3;        // nats a row: a step that gains less is the last one
constexpr double kVarianceShare = 1e-6; // floor under variances, beside the mean variance of all numbers
constexpr double kLeastVariance = 1e-12;
constexpr double kLeastCount = 1e-12; // of rows in a component: divided by

/// Squared distances of all rows to each of a few, few × n.
at::Tensor squaredDistances(const at::Tensor& rows, const at::Tensor& few) {
    std::vector<at::Tensor> distances;
    for (const at::Tensor& one : few.unbind(0))
        distances.push_back((rows - one).square_().sum(1));
    return at::stack(distances);
}

/// Which of a few rows far from each other is nearest to each row, as n × K zeros and ones. Of several candidates for the
/// next one, drawn by their squared distance, that counts which leaves the least distances.
at::Tensor firstShares(const at::Tensor& rows, std::int64_t components, std::int64_t seed) {
    at::Generator generator = seededGenerator(seed, "mixture");
    const std::int64_t candidates = 2 + std::int64_t(std::log(double(components)));
    const at::Tensor first = at::randint(rows.size(0), {1}, generator, at::TensorOptions(at::kLong));
    std::vector<at::Tensor> all = {squaredDistances(rows, rows.index_select(0, first))[0]};
    at::Tensor nearest = all.front();
    while (std::int64_t(all.size()) < components && nearest.sum().item<double>() > 0) {
        const at::Tensor drawn = at::multinomial(nearest, candidates, /*replacement=*/true, generator);
        const at::Tensor distances = squaredDistances(rows, rows.index_select(0, drawn));
        const at::Tensor left = at::minimum(distances, nearest);
        const auto best = left.sum(1).argmin().item<std::int64_t>();
        all.push_back(distances[best]);
        nearest = left[best];
    }
    const at::Tensor chosen = at::stack(all, 1).argmin(1, /*keepdim=*/true);
    return at::zeros({rows.size(0), std::int64_t(all.size())}, rows.options()).scatter_(1, chosen, 1);
}

/// The most likely mixture, if each component has these shares in each row (n × K). Raising the variances along the axes to
/// the floor is the most likely among the covariances that have none below it, so that the likelihood never falls.
void maximise(GaussianMixture& mixture, const at::Tensor& rows, const at::Tensor& shares, double floor) {
    const at::Tensor counts = shares.sum(0).clamp_min_(kLeastCount);
    mixture.weights = counts / counts.sum();
    mixture.means = shares.t().matmul(rows) / counts.unsqueeze(1);
    if (!hasFullCovariances(rows.size(1))) {
        const at::Tensor squares = shares.t().matmul(rows.square()) / counts.unsqueeze(1);
        mixture.variances = (squares - mixture.means.square()).clamp_min_(floor);
        return;
    }
    std::vector<at::Tensor> covariances;
    for (std::int64_t k = 0; k < counts.size(0); ++k) {
        const at::Tensor centred = rows - mixture.means[k];
        covariances.push_back((centred * shares.select(1, k).unsqueeze(1)).t().matmul(centred) / counts[k]);
    }
    std::tie(mixture.variances, mixture.axes) = at::linalg_eigh(at::stack(covariances));
    mixture.variances.clamp_min_(floor);
}

/// Squares of the distances of rows to the means in units of the deviations, n × K.
at::Tensor normalisedSquares(const GaussianMixture& mixture, const at::Tensor& rows) {
    if (!mixture.axes.defined()) {
        const at::Tensor precisions = mixture.variances.reciprocal();
        return rows.square().matmul(precisions.t()) - 2 * rows.matmul((mixture.means * precisions).t()) +
               (mixture.means.square() * precisions).sum(1);
    }
    std::vector<at::Tensor> squares;
    for (std::int64_t k = 0; k < mixture.means.size(0); ++k)
        squares.push_back((rows - mixture.means[k]).matmul(mixture.axes[k] / mixture.variances[k].sqrt()).square_().sum(1));
    return at::stack(squares, 1);
}

/// The components' shares in each row, n × K; adds the likelihood to those known.
at::Tensor expectedShares(GaussianMixture& mixture, const at::Tensor& rows) {
    const double constant = double(rows.size(1)) * std::log(2 * std::numbers::pi);
    const at::Tensor logDensities =
        mixture.weights.log() - 0.5 * (normalisedSquares(mixture, rows) + mixture.variances.log().sum(1) + constant);
    const at::Tensor likelihoods = logDensities.logsumexp(1, /*keepdim=*/true);
    mixture.logLikelihoods.push_back(likelihoods.mean().item<double>());
    return (logDensities - likelihoods).exp_();
}

} // namespace

bool hasFullCovariances(std::int64_t numbers) {
    return numbers <= kMostNumbersOfFullCovariances;
}

at::Tensor GaussianMixture::drawn(std::int64_t count, at::Generator& generator) const {
    const at::Tensor chosen = at::multinomial(weights, count, /*replacement=*/true, generator);
    const at::Tensor noise = at::randn({count, means.size(1)}, generator, means.options());
    const at::Tensor steps = noise.mul_(variances.sqrt().index_select(0, chosen));
    at::Tensor rows = means.index_select(0, chosen);
    if (!axes.defined())
        return rows.add_(steps);
    for (std::int64_t k = 0; k < means.size(0); ++k) {
        const at::Tensor places = at::nonzero(chosen == k).squeeze(1);
        rows.index_add_(0, places, steps.index_select(0, places).matmul(axes[k].t()));
    }
    return rows;
}

GaussianMixture fitGaussianMixture(const at::Tensor& rows, std::int64_t components, std::int64_t seed) {
    if (!rows.isfinite().all().item<bool>())
        throw Error("A code holds a number that is none, or has no end, so that no distribution can be fitted to it.");
    // Hundreds of short operations: where others are at work, two threads wait for each other for longer than they compute.
    const ThreadCount one(1);
    // Measured from their mean: what is far from zero would lose digits.
    const at::Tensor exact = rows.to(at::kDouble), mean = exact.mean(0), centred = exact - mean;
    const double floor = std::max(kVarianceShare * centred.square().mean().item<double>(), kLeastVariance);
    GaussianMixture mixture;
    maximise(mixture, centred, firstShares(centred, components, seed), floor);
    for (int step = 0; step < kMostSteps; ++step) {
        const at::Tensor shares = expectedShares(mixture, centred);
        const std::vector<double>& known = mixture.logLikelihoods;
        if (known.size() > 1 && known.back() - known[known.size() - 2] < kEnough)
            break;
        maximise(mixture, centred, shares, floor);
    }
    mixture.means += mean;
    return mixture;
}

} // namespace hourglass
