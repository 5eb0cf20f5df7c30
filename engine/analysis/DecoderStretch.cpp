// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CodeRows.h"
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"

#include "engine/api/Explore.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hourglass {

namespace {

constexpr std::int64_t kMostDirections = 16;
/// Length of a step, beside what numbers in the codes usually are: what fp32 rounds away is then as small beside the
/// difference as what the decoder's curvature adds to it.
constexpr double kStep = 0.01;

/// Directions at right angles, one a row, times what makes the sum of squared differences along them the square of the norm,
/// exactly where there are as many as dimensions, else in expectation. The same for all codes, so that a map of the norm is
/// smooth where the norm is.
at::Tensor directionsIn(std::int64_t numbers) {
    if (numbers <= kMostDirections)
        return at::eye(numbers);
    at::Generator generator = seededGenerator(1, "stretch");
    const at::Tensor drawn = at::randn({numbers, kMostDirections}, generator, at::TensorOptions(at::kDouble));
    return std::get<0>(at::linalg_qr(drawn)).t().to(at::kFloat) * std::sqrt(double(numbers) / kMostDirections);
}

} // namespace

std::vector<double> decoderStretch(const Model& model, const std::vector<float>& codes, int label) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const at::Tensor rows = checkedRows(autoencoder, codes);
        const at::Tensor directions = directionsIn(rows.size(1));
        const double usual = std::sqrt(rows.square().mean(at::kDouble).item<double>());
        const double step = kStep * (usual > 0 ? usual : 1);
        const std::int64_t decodes = 2 * directions.size(0);
        std::vector<double> stretch;
        for (const at::Tensor& some :
             rows.split(std::max<std::int64_t>(1, evaluationBatch(autoencoder.network()) / decodes))) {
            // codes × directions × numbers
            const at::Tensor ahead = some.unsqueeze(1) + step * directions, behind = some.unsqueeze(1) - step * directions;
            const at::Tensor decoded = decodedRows(autoencoder, at::cat({ahead, behind}).flatten(0, 1), {label}).flatten(1);
            const std::vector<at::Tensor> ends = decoded.chunk(2);
            const at::Tensor squares =
                (ends[0] - ends[1]).square().sum(1, false, at::kDouble).view({some.size(0), -1}).sum(1);
            for (std::int64_t i = 0; i < some.size(0); ++i)
                stretch.push_back(std::sqrt(squares[i].item<double>()) / (2 * step));
        }
        return stretch;
    });
}

} // namespace hourglass
