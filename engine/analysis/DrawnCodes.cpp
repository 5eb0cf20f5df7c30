// SPDX-License-Identifier: GPL-3.0-or-later
// Random codes.
#include "engine/analysis/CodeRows.h"
#include "engine/analysis/GaussianMixture.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"

#include "engine/api/Explore.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr std::int64_t kComponents = 10; // as many as Ghosh et al. take
constexpr std::int64_t kMostFitted = 10'000;
constexpr std::int64_t kMostFittedNumbers = 2'000'000; // in all of them together

/// What a component of a mixture has to be learned from: more codes than a covariance has directions, where it has any.
std::int64_t fewestCodes(std::int64_t numbers) {
    constexpr std::int64_t ofSingleNumbers = 10;
    return hasFullCovariances(numbers) ? 2 * (numbers + 1) : ofSingleNumbers;
}

/// The same one for all draws.
GaussianMixture fittedMixture(const at::Tensor& codes) {
    const std::int64_t most = std::clamp<std::int64_t>(kMostFittedNumbers / codes.size(1), 1, kMostFitted);
    const std::int64_t count = std::min(most, codes.size(0));
    // From everywhere: the first ones of data may be alike.
    const at::Tensor chosen = at::arange(count, at::kLong).mul(codes.size(0)).floor_divide(count);
    const std::int64_t components = std::clamp<std::int64_t>(count / fewestCodes(codes.size(1)), 1, kComponents);
    return fitGaussianMixture(codes.index_select(0, chosen), components, /*seed=*/1);
}

} // namespace

std::vector<float> drawnCodes(const Model& model, const Codes& codes, CodeSource source, std::int64_t count,
                              std::int64_t seed) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        at::Generator noise = seededGenerator(seed, "drawn codes");
        if (source == CodeSource::Prior) {
            const at::Tensor drawn = autoencoder.drawnCodes(count, noise);
            return drawn.defined() ? asVector(drawn) : std::vector<float>();
        }
        if (source == CodeSource::Mixture)
            return asVector(fittedMixture(asRows(codes)).drawn(count, noise));
        const at::Tensor rows = asRows(codes).to(at::kDouble);
        const at::Tensor mean = rows.mean(0), centred = rows - mean;
        // A sum of the centred codes, each times a number from N(0, 1 / n), has their covariance: no matrix of it is needed.
        const double scale = 1 / std::sqrt(double(rows.size(0)));
        std::vector<at::Tensor> drawn;
        for (std::int64_t first = 0; first < count; first += kCodesTogether) {
            const std::int64_t some = std::min(kCodesTogether, count - first);
            const at::Tensor normal = at::randn({some, rows.size(0)}, noise, at::TensorOptions(at::kDouble));
            drawn.push_back(mean + scale * normal.matmul(centred));
        }
        return asVector(at::cat(drawn));
    });
}

std::vector<float> drawnFrom(const EncodedSample& sample, std::int64_t count, std::int64_t seed) {
    return guarded([&] {
        if (sample.code.empty())
            throw Error("There is no code to draw around. Encode a sample first.");
        const at::NoGradGuard noGradient;
        const at::Tensor code = asRows(sample.code, std::int64_t(sample.code.size()));
        if (sample.deviations.empty())
            return asVector(code.expand({count, -1}));
        at::Generator noise = seededGenerator(seed, "drawn from a cloud");
        const at::Tensor normal = at::randn({count, code.size(1)}, noise, at::TensorOptions(at::kDouble));
        return asVector(code + normal * at::tensor(sample.deviations, at::kDouble));
    });
}

} // namespace hourglass
