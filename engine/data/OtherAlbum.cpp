// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/OtherAlbum.h"

#include "engine/core/Guard.h"
#include "engine/core/Text.h"
#include "engine/data/DatasetAlbum.h"
#include "engine/imaging/Picture.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <filesystem>

namespace hourglass {

namespace {

constexpr std::int64_t kSamples = 16;
/// Of a folder, that are decoded to choose from: a few of each class. Likewise of patches.
constexpr std::int64_t kPictures = 160;
constexpr int kLargestSide = 1024;

Dataset onePicture(const std::string& path, const Shape& shape) {
    Dataset dataset;
    dataset.info.title = std::filesystem::path(path).filename().string();
    dataset.validation.samples = toSample(loadPicture(path, shape.channels() == 3), shape).unsqueeze(0);
    return dataset;
}

Dataset someSamples(const DatasetSpec& spec, const Shape& shape) {
    const std::shared_ptr<const Dataset> whole = loadDataset(spec);
    const Shape& theirs = whole->info.sampleShape;
    const at::Tensor numbers = variedSamples(*whole, kSamples);
    Dataset dataset;
    dataset.info = whole->info;
    dataset.validation.samples = whole->validation.gather(numbers);
    dataset.validation.labels = whole->validation.gatherLabels(numbers);
    if (theirs == shape)
        return dataset;
    if (!theirs.isPicture() || !shape.isPicture())
        throw Error(whole->info.title + " has samples of " + theirs.text() + ", and this network was made for " +
                    shape.text() +
                    ". Choose data of the same numbers, or pictures for a network that was made for pictures.");
    std::vector<at::Tensor> samples;
    const DatasetAlbum album(whole); // knows their black and white
    for (const at::Tensor& number : numbers.unbind(0))
        samples.push_back(toSample(album.picture(number.item<std::int64_t>(), kLargestSide), shape));
    dataset.validation.samples = at::stack(samples);
    dataset.info.inUnitRange = true;
    return dataset;
}

/// What was chosen, at the size of the network's samples where the data have none of their own.
DatasetSpec fittingSpec(const std::string& reference, const DatasetSpec& own, const Shape& shape) {
    DatasetSpec spec = withOpenFrom(own, datasetFromReference(reference));
    if (spec.kind == "pictures" && shape.isPicture()) {
        spec.parameters.set("height", shape.height());
        spec.parameters.set("width", shape.width());
        spec.parameters.set("colour", std::string(shape.channels() == 3 ? "colour" : "grey"));
        spec.parameters.set("validationShare", 0.0); // however few they are, all of them are there to be shown
        spec.parameters.set("limit", kPictures);
    } else if (spec.kind == "photographs" && own.kind != spec.kind) {
        spec.parameters.set("patches", kPictures);
        spec.parameters.set("colour", std::string(shape.isPicture() && shape.channels() == 3 ? "colour" : "grey"));
    }
    return spec;
}

} // namespace

at::Tensor toSample(const Image& picture, const Shape& shape) {
    const std::int64_t channels = shape.channels();
    Image fit = fitted(picture, int(shape.width()), int(shape.height()), Fit::Crop);
    at::Tensor planes = at::from_blob(fit.pixels.data(), {fit.height, fit.width, fit.channels}, at::kByte)
                            .permute({2, 0, 1})
                            .to(at::kFloat)
                            .div_(255);
    if (planes.size(0) != channels)
        planes = planes.mean(0, /*keepdim=*/true).expand({channels, -1, -1});
    return planes.clone();
}

std::shared_ptr<const Album> openAlbum(const std::string& reference, const DatasetSpec& own, const Shape& shape) {
    return guarded([&]() -> std::shared_ptr<const Album> {
        std::error_code ignored;
        const bool picture =
            shape.isPicture() && std::filesystem::is_regular_file(reference, ignored) && isPicture(reference);
        auto dataset = std::make_shared<Dataset>(picture ? onePicture(reference, shape)
                                                         : someSamples(fittingSpec(reference, own, shape), shape));
        dataset->training = dataset->validation;
        dataset->info.sampleShape = shape;
        dataset->info.validationCount = dataset->validation.count();
        dataset->info.trainingCount = dataset->validation.count();
        return std::make_shared<DatasetAlbum>(dataset);
    });
}

} // namespace hourglass
