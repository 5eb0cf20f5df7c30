// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Explore.h"

#include "engine/analysis/CodeRows.h"
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/Guard.h"
#include "engine/core/Random.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/data/OtherAlbum.h"
#include "engine/data/SampleImage.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <tuple>

namespace hourglass {

namespace {

constexpr double kTail = 0.01; // share of the codes beyond either end of a number's range
constexpr double kActiveVariance = 0.01;
constexpr std::int64_t kDecodedForEffects = 4096; // codes
constexpr std::int64_t kSamplesForEffects = 16;

/// See CodeDimension::effect. Of many dimensions those that vary most are looked at; all are decoded a batch at a time.
std::vector<double> effects(Autoencoder& autoencoder, const at::Tensor& codes, const at::Tensor& mean,
                            const at::Tensor& deviation) {
    const std::int64_t looked = std::min(codes.size(1), CodeDimension::MostEffects);
    const std::int64_t wanted = std::clamp<std::int64_t>(kDecodedForEffects / (2 * looked), 1, kSamplesForEffects);
    const at::Tensor samples = codes.narrow(0, 0, std::min(wanted, codes.size(0)));
    const std::int64_t together = std::max<std::int64_t>(1, evaluationBatch(autoencoder.network()) / (2 * samples.size(0)));
    std::vector<double> all(std::size_t(codes.size(1)), 0);
    for (const at::Tensor& some : std::get<1>(deviation.topk(looked)).split(together)) {
        // dimensions × samples × numbers, all numbers as in the samples but the one that is looked at
        const at::Tensor places = some.view({-1, 1, 1}).expand({-1, samples.size(0), 1});
        const at::Tensor alike = samples.expand({some.size(0), -1, -1});
        const auto with = [&](const at::Tensor& numbers) {
            return alike.scatter(2, places, numbers.index_select(0, some).view({-1, 1, 1}).expand_as(places)).flatten(0, 1);
        };
        const at::Tensor ends = at::cat({with(mean + deviation), with(mean - deviation)});
        const std::vector<at::Tensor> decoded = decodedRows(autoencoder, ends, {}).flatten(1).chunk(2);
        const at::Tensor changes = (decoded[0] - decoded[1]).square().view({some.size(0), -1}).mean(1).sqrt();
        for (std::int64_t i = 0; i < some.size(0); ++i)
            all[std::size_t(some[i].item<std::int64_t>())] = changes[i].item<double>();
    }
    return all;
}

/// Of one sample, by a network in use. The label is left open.
EncodedSample encodedOne(Autoencoder& autoencoder, const at::Tensor& input, const at::Tensor& label) {
    const Code code = autoencoder.codeOf(input, label);
    EncodedSample result{asVector(code.value), {}, -1};
    if (code.posterior.mean.defined()) {
        const at::Tensor deviations = (0.5 * code.posterior.logVariance).exp().flatten().to(at::kDouble).contiguous();
        result.deviations.assign(deviations.data_ptr<double>(), deviations.data_ptr<double>() + deviations.numel());
    }
    return result;
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
        const std::vector<float> low = asVector(sorted[tail]), high = asVector(sorted[last - tail]),
                                 spread = asVector(deviation);
        CodeSpace space;
        space.mean = asVector(mean);
        at::Generator noise = seededGenerator(0, "prior");
        space.hasPrior = autoencoder.drawnCodes(1, noise).defined();
        for (std::size_t i = 0; i < space.mean.size(); ++i)
            space.dimensions.push_back({.lowest = low[i],
                                        .highest = high[i],
                                        .mean = space.mean[i],
                                        .deviation = spread[i],
                                        .effect = effect[i],
                                        .isActive = double(spread[i]) * spread[i] > (isCloud ? kActiveVariance : 0)});
        return space;
    });
}

EncodedSample encoded(const Model& model, const Album& album, std::int64_t sample, bool own) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const auto& data = dynamic_cast<const DatasetAlbum&>(album);
        const at::Tensor number = at::full({1}, data.has(sample) ? sample : 0, at::kLong);
        EncodedSample result = encodedOne(autoencoder, data.gather(number), own ? data.gatherLabels(number) : at::Tensor());
        if (own && autoencoder.parts().toldClasses > 0)
            result.label = album.label(number.item<std::int64_t>());
        return result;
    });
}

EncodedSample encoded(const Model& model, const Image& picture, int label) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const Shape& shape = autoencoder.data().shape;
        if (!shape.isPicture())
            throw Error("The samples of this model are " + shape.text() +
                        " and no pictures, so that it cannot encode one. Choose a model of pictures, or a table.");
        EncodedSample result =
            encodedOne(autoencoder, toSample(picture, shape).unsqueeze(0), labelsFor(autoencoder, 1, label));
        result.label = label;
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
        const auto album = ownAlbum(model);
        const std::int64_t number = std::stoll(reference);
        if (!album->has(number))
            throw Error("There is no sample " + reference + ": the data have " + std::to_string(album->count()) +
                        " samples, numbered from 0.");
        return encoded(model, *album, number);
    });
}

std::vector<float> decodedValues(const Model& model, const std::vector<float>& codes, const std::vector<int>& labels) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        return asVector(decodedRows(autoencoder, checkedRows(autoencoder, codes), labels));
    });
}

std::vector<Image> decodedPictures(const Model& model, const std::vector<float>& codes, int side,
                                   const std::vector<int>& labels) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const auto [low, high] = pictureRange(model);
        const at::Tensor samples = decodedRows(autoencoder, checkedRows(autoencoder, codes), labels);
        std::vector<Image> pictures = toImages(samples, autoencoder.data().shape, low, high);
        for (Image& picture : pictures)
            picture = thumbnail(picture, side);
        return pictures;
    });
}

} // namespace hourglass
