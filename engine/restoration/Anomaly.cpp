// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Anomaly.h"

#include "engine/analysis/Measuring.h"
#include "engine/api/Error.h"
#include "engine/core/Guard.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace hourglass {

namespace {

constexpr std::int64_t mostSamples = 500;
constexpr std::int64_t together = 50; // samples: the memory of a network for large pictures is bounded

} // namespace

double usualDifference(const Model& model, double share) {
    return guarded([&] {
        if (!(share >= 0 && share <= 1))
            throw Error("The share must be from 0 to 1.", "share");
        Autoencoder& autoencoder = *model.internals().autoencoder;
        if (!autoencoder.data().shape.isPicture())
            throw Error("The samples of this model are no pictures, in which places could be unusual.");
        if (autoencoder.parts().toldClasses > 0)
            throw Error("This model is told classes, and a picture has none that it could be told.");
        const DataPart& known = datasetFor(model, model.experiment())->training;
        const InUse inUse(autoencoder);
        const std::int64_t count = std::min(known.count(), mostSamples);
        std::vector<at::Tensor> parts;
        for (std::int64_t first = 0; first < count; first += together) {
            const at::Tensor samples = known.range(first, std::min(together, count - first));
            parts.push_back((autoencoder.reconstruct(samples).reshape_as(samples) - samples).abs().amax(1).flatten());
        }
        at::Tensor differences = at::cat(parts);
        const auto rank = std::int64_t(std::ceil(share * double(differences.numel())));
        return std::get<0>(differences.kthvalue(std::clamp<std::int64_t>(rank, 1, differences.numel()))).item<double>();
    });
}

} // namespace hourglass
