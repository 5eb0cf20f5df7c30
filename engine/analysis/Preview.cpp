// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Preview.h"

#include "engine/analysis/ActivationPicture.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/Guard.h"
#include "engine/data/DatasetAlbum.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace hourglass {

namespace {

/// Pictures on the way to and from the network are shown no larger.
constexpr int kPreviewSide = 256;
/// A tenth of a second or so of arithmetic, and memory that nobody misses.
constexpr std::int64_t kMostFlops = 4'000'000'000;
constexpr std::int64_t kMostActivationBytes = 256 << 20;

/// Numbers of the one sample.
at::Tensor chosen(const DatasetAlbum& album, std::int64_t sample) {
    return at::full({1}, sample >= 0 && sample < album.count() ? sample : 0, at::kLong);
}

bool isTooLarge(const NetworkReport& report) {
    return report.parameters() > mostPreviewedParameters || report.flops() > kMostFlops ||
           report.activationBytes() > kMostActivationBytes;
}

std::vector<Image> picturesOf(const std::vector<at::Tensor>& outputs, const std::vector<LayerReport>& reports) {
    std::vector<Image> pictures;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        pictures.push_back(activationPicture(outputs[i][0], reports[i].output));
    return pictures;
}

Preview previewThrough(const Parts& parts, const NetworkReport& report, const DatasetAlbum& album, std::int64_t sample) {
    const at::Tensor number = chosen(album, sample);
    const Shape& shape = album.info().sampleShape;
    const at::Tensor input = album.gather(number);
    const LayerOutputs outputs = parts.layerOutputs(input, album.gatherLabels(number));
    Preview preview;
    preview.input = album.picture(number.item<std::int64_t>(), kPreviewSide);
    preview.encoder = picturesOf(outputs.encoder, report.encoder);
    if (!outputs.code.defined())
        return preview;
    preview.code = activationPicture(outputs.code[0], report.code->output);
    preview.decoder = picturesOf(outputs.decoder, report.decoder);
    const at::Tensor& last = outputs.decoder.empty() ? outputs.code : outputs.decoder.back();
    if (!report.fault)
        preview.output = thumbnail(toImage(parts.outputRule.reconstruction(parts.outputRule.applied(last, input))[0], shape,
                                           album.low(), album.high()),
                                   kPreviewSide);
    return preview;
}

} // namespace

Preview preview(const Experiment& experiment, const Album& album, std::int64_t sample) {
    return guarded([&] {
        const at::NoGradGuard noGradient;
        const auto& data = dynamic_cast<const DatasetAlbum&>(album);
        const DataTraits traits = DataTraits::of(data.info());
        NetworkReport report = inspect(experiment, traits.shape, traits.classes);
        if (isTooLarge(report))
            report = {}; // nothing stands
        at::Generator generator = weightsGenerator(experiment);
        const Parts parts = freshParts(experiment, traits, report, generator);
        for (torch::nn::Module* part : std::initializer_list<torch::nn::Module*>{
                 parts.encoder.get(), parts.code.get(), parts.bottleneck.get(), parts.decoder.get()})
            if (part)
                part->eval();
        return previewThrough(parts, report, data, sample);
    });
}

Preview preview(const Model& model, const Album& album, std::int64_t sample) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        return previewThrough(autoencoder.parts(), autoencoder.network(), dynamic_cast<const DatasetAlbum&>(album), sample);
    });
}

} // namespace hourglass
