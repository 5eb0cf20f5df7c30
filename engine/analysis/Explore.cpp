// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Explore.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Values.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>

namespace hourglass {

namespace {

constexpr double kTail = 0.01; // share of the codes beyond either end of a number's range
constexpr double kActiveVariance = 0.01;
constexpr std::int64_t kDecodedForEffects = 4096; // codes
constexpr std::int64_t kSamplesForEffects = 16;
constexpr std::int64_t kMeasuredTogether = 1024; // codes
/// Of at::cdist(): not by products, which lose what is small beside the codes themselves.
constexpr std::int64_t kExactDistances = 2;

/// count × numbers, of the memory of `values`.
at::Tensor asRows(const std::vector<float>& values, std::int64_t numbers) {
    return at::from_blob(const_cast<float*>(values.data()), {std::int64_t(values.size()) / numbers, numbers}, at::kFloat);
}

at::Tensor asRows(const Codes& codes) {
    if (codes.count() == 0)
        throw Error("There are no codes of data to go by.");
    return asRows(codes.values, codes.dimensions);
}

/// Of a network in use. @param rows  count × numbers in a code  @return count × sample shape
at::Tensor decoded(Autoencoder& autoencoder, const at::Tensor& rows, int label) {
    const NetworkReport& network = autoencoder.network();
    const std::int64_t told = autoencoder.parts().toldClasses;
    if (label >= 0 && told == 0)
        throw Error("This network was not told classes, so that none can be asked for.");
    if (label >= 0 && label >= told)
        throw Error("This network was told " + std::to_string(told) + " classes, and that is none of them.");
    std::vector<at::Tensor> parts;
    for (const at::Tensor& some : rows.split(evaluationBatch(network))) {
        std::vector<std::int64_t> sizes = network.code->output.sizes;
        sizes.insert(sizes.begin(), some.size(0));
        const at::Tensor labels = label < 0 ? at::Tensor() : at::full({some.size(0)}, label, at::kLong);
        parts.push_back(autoencoder.decode(some.reshape(sizes), labels));
    }
    return at::cat(parts);
}

std::int64_t numbersOf(const Autoencoder& autoencoder) {
    return autoencoder.network().code->output.elements();
}

at::Tensor checkedRows(const Autoencoder& autoencoder, const std::vector<float>& codes) {
    const std::int64_t numbers = numbersOf(autoencoder);
    if (codes.empty() || std::int64_t(codes.size()) % numbers != 0)
        throw Error("A code of this model has " + std::to_string(numbers) + " numbers; " + std::to_string(codes.size()) +
                    " do not make whole codes.");
    const at::Tensor rows = asRows(codes, numbers);
    if (!rows.isfinite().all().item<bool>())
        throw Error("A code holds a number that is none, or has no end.");
    return rows;
}

/// See CodeDimension::effect.
std::vector<double> effects(Autoencoder& autoencoder, const at::Tensor& codes, const at::Tensor& mean,
                            const at::Tensor& deviation) {
    const std::int64_t dimensions = codes.size(1);
    const std::int64_t wanted = std::clamp<std::int64_t>(kDecodedForEffects / (2 * dimensions), 1, kSamplesForEffects);
    const at::Tensor samples = codes.narrow(0, 0, std::min(wanted, codes.size(0)));
    std::vector<double> all;
    for (std::int64_t dimension = 0; dimension < dimensions; ++dimension) {
        at::Tensor above = samples.clone(), below = samples.clone();
        above.select(1, dimension).fill_(mean[dimension] + deviation[dimension]);
        below.select(1, dimension).fill_(mean[dimension] - deviation[dimension]);
        const auto [high, low] = std::pair(decoded(autoencoder, above, -1), decoded(autoencoder, below, -1));
        all.push_back(std::sqrt((high - low).square().mean().item<double>()));
    }
    return all;
}

} // namespace

std::vector<std::int64_t> byEffect(const CodeSpace& space) {
    std::vector<std::int64_t> order(space.dimensions.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater(), [&](std::int64_t i) { return space.dimensions[std::size_t(i)].effect; });
    return order;
}

CodeSpace codeSpace(const Model& model, const Codes& codes) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const at::Tensor rows = asRows(codes);
        const at::Tensor mean = rows.mean(0), deviation = rows.std(0, /*unbiased=*/false);
        const at::Tensor sorted = std::get<0>(rows.sort(0));
        const std::int64_t last = rows.size(0) - 1;
        const auto tail = std::int64_t(kTail * double(last));
        const bool isCloud = autoencoder.parts().bottleneck->isStochastic();
        const std::vector<double> effect = effects(autoencoder, rows, mean, deviation);
        CodeSpace space;
        space.mean = asVector(mean);
        for (std::int64_t i = 0; i < codes.dimensions; ++i) {
            const double spread = deviation[i].item<double>();
            space.dimensions.push_back({.lowest = sorted[tail][i].item<double>(),
                                        .highest = sorted[last - tail][i].item<double>(),
                                        .mean = mean[i].item<double>(),
                                        .deviation = spread,
                                        .effect = effect[std::size_t(i)],
                                        .isActive = spread * spread > (isCloud ? kActiveVariance : 0)});
        }
        return space;
    });
}

EncodedSample encoded(const Model& model, const Album& album, std::int64_t sample, bool own) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const auto& data = dynamic_cast<const DatasetAlbum&>(album);
        const at::Tensor number = at::full({1}, data.has(sample) ? sample : 0, at::kLong);
        const Code code = autoencoder.codeOf(data.gather(number), own ? data.gatherLabels(number) : at::Tensor());
        EncodedSample result{asVector(code.value), {}, -1};
        if (own && autoencoder.parts().toldClasses > 0)
            result.label = album.label(number.item<std::int64_t>());
        if (code.posterior.mean.defined()) {
            const at::Tensor deviations = (0.5 * code.posterior.logVariance).exp().flatten().to(at::kDouble).contiguous();
            result.deviations.assign(deviations.data_ptr<double>(), deviations.data_ptr<double>() + deviations.numel());
        }
        return result;
    });
}

EncodedSample encoded(const Model& model, const std::string& reference) {
    return guarded([&] {
        const bool isNumber = !reference.empty() && reference.size() < 10 &&
                              std::ranges::all_of(reference, [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber)
            return encoded(model,
                           *openAlbum(reference, model.experiment().dataset, model.internals().autoencoder->data().shape), 0,
                           /*own=*/false);
        const DatasetAlbum album(datasetFor(model, model.experiment()));
        const std::int64_t number = std::stoll(reference);
        if (!album.has(number))
            throw Error("There is no sample " + reference + ": the data have " + std::to_string(album.count()) +
                        " samples, numbered from 0.");
        return encoded(model, album, number);
    });
}

std::vector<float> decodedValues(const Model& model, const std::vector<float>& codes, int label) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        return asVector(decoded(autoencoder, checkedRows(autoencoder, codes), label));
    });
}

std::vector<Image> decodedPictures(const Model& model, const std::vector<float>& codes, int side, int label) {
    return guarded([&] {
        const Model::Private& internals = model.internals();
        Autoencoder& autoencoder = *internals.autoencoder;
        const InUse inUse(autoencoder);
        const float low = internals.album ? internals.album->low() : 0, high = internals.album ? internals.album->high() : 1;
        const at::Tensor samples = decoded(autoencoder, checkedRows(autoencoder, codes), label);
        std::vector<Image> pictures;
        for (std::int64_t i = 0; i < samples.size(0); ++i)
            pictures.push_back(thumbnail(toImage(samples[i], autoencoder.data().shape, low, high), side));
        return pictures;
    });
}

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
        const at::Tensor rows = asRows(codes).to(at::kDouble);
        const at::Tensor mean = rows.mean(0), centred = rows - mean;
        // A sum of the centred codes, each times a number from N(0, 1 / n), has their covariance: no matrix of it is needed.
        const double scale = 1 / std::sqrt(double(rows.size(0)));
        std::vector<at::Tensor> drawn;
        for (std::int64_t first = 0; first < count; first += kMeasuredTogether) {
            const std::int64_t some = std::min(kMeasuredTogether, count - first);
            const at::Tensor normal = at::randn({some, rows.size(0)}, noise, at::TensorOptions(at::kDouble));
            drawn.push_back(mean + scale * normal.matmul(centred));
        }
        return asVector(at::cat(drawn));
    });
}

std::vector<double> distancesToData(const std::vector<float>& codes, const Codes& data) {
    return guarded([&] {
        const at::NoGradGuard noGradient;
        const at::Tensor rows = asRows(data);
        const double usual = std::sqrt((rows - rows.mean(0)).square().sum(1).mean().item<double>());
        std::vector<double> distances;
        for (const at::Tensor& some : asRows(codes, data.dimensions).split(kMeasuredTogether)) {
            const at::Tensor nearest = std::get<0>(at::cdist(some, rows, 2, kExactDistances).min(1));
            for (std::int64_t i = 0; i < nearest.size(0); ++i)
                distances.push_back(nearest[i].item<double>() / (usual > 0 ? usual : 1));
        }
        return distances;
    });
}

} // namespace hourglass
