// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Restore.h"

#include "engine/analysis/Measuring.h"
#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/core/Guard.h"
#include "engine/imaging/Tiles.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>

namespace hourglass {

namespace {

constexpr int kMultiple = 16;                       // both sides of a tile: halved four times at the most
constexpr std::array kLuma{0.299F, 0.587F, 0.114F}; // ITU-R BT.601

float lumaAt(const Planes& picture, std::size_t i) {
    float luma = 0;
    for (int channel = 0; channel < 3; ++channel)
        luma += kLuma[std::size_t(channel)] * picture.plane(channel)[i];
    return luma;
}

Planes inThree(const Planes& grey) {
    Planes colour(grey.width, grey.height, 3);
    for (int channel = 0; channel < 3; ++channel)
        std::copy_n(grey.plane(0), grey.area(), colour.plane(channel));
    return colour;
}

Planes channelOf(const Planes& picture, int channel) {
    Planes one(picture.width, picture.height, 1);
    std::copy_n(picture.plane(channel), picture.area(), one.plane(0));
    return one;
}

/// The brightness of one picture in the colours of the other.
void keepLuma(const Planes& grey, Planes& colours) {
    for (std::size_t i = 0; i < grey.area(); ++i) {
        const float missing = grey.values[i] - lumaAt(colours, i);
        for (int channel = 0; channel < 3; ++channel)
            colours.plane(channel)[i] += missing;
    }
}

void keepWhatIsThere(const Planes& picture, const Planes& mask, Planes& restored) {
    for (int channel = 0; channel < picture.channels; ++channel)
        for (std::size_t i = 0; i < picture.area(); ++i)
            if (mask.values[i] < 0.5F)
                restored.plane(channel)[i] = picture.plane(channel)[i];
}

/// By cubic splines, as the network's samples were enlarged in training: see the corruption "half-size".
Planes enlarged(const Planes& picture) {
    const at::Tensor values = at::from_blob(const_cast<float*>(picture.values.data()),
                                            {1, picture.channels, picture.height, picture.width}, at::kFloat);
    Planes result(2 * picture.width, 2 * picture.height, picture.channels);
    at::from_blob(result.values.data(), {1, result.channels, result.height, result.width}, at::kFloat)
        .copy_(at::upsample_bicubic2d(values, {result.height, result.width}, /*align_corners=*/false));
    return result;
}

/// With the same weights, for samples of another size. @throws Error when a layer is bound to the size of its samples
std::shared_ptr<Autoencoder> resized(const Model& model, std::int64_t height, std::int64_t width) {
    const Autoencoder& original = *model.internals().autoencoder;
    const Shape& own = original.data().shape;
    DataTraits data = original.data();
    data.shape = {{own.channels(), height, width}};
    const NetworkReport report = inspect(model.experiment(), data.shape, data.classes);
    if (report.fault || report.parameters() != original.network().parameters())
        throw Error("This model is made for pictures of " + std::to_string(own.width()) + " × " +
                    std::to_string(own.height()) +
                    " pixels and no others: a dense layer sees all of a picture at once. Choose a model of convolutions "
                    "only, as the presets of photographs have it.");
    auto copy = std::make_shared<Autoencoder>(model.experiment(), data);
    const auto state = namedState(original);
    const at::NoGradGuard noGradient;
    for (const auto& [name, tensor] : namedState(*copy))
        at::Tensor(tensor).copy_(state.at(name));
    return copy;
}

} // namespace

std::optional<RestorationTask> taskOf(const Experiment& experiment) {
    static const std::map<std::string, RestorationTask> tasks{{"gaussian", RestorationTask::Denoise},
                                                              {"speckle", RestorationTask::Denoise},
                                                              {"salt-and-pepper", RestorationTask::Denoise},
                                                              {"masking", RestorationTask::Inpaint},
                                                              {"greyscale", RestorationTask::Colourise},
                                                              {"half-size", RestorationTask::Enlarge},
                                                              {"jpeg", RestorationTask::Deblock}};
    const auto found = tasks.find(experiment.corruption.kind);
    return found == tasks.end() ? std::nullopt : std::optional(found->second);
}

class Restorer::Network {
public:
    explicit Network(const Model& model)
        : m_model(model.copy()) {
        const Shape& shape = m_model.internals().autoencoder->data().shape;
        if (!shape.isPicture() || (shape.channels() != 1 && shape.channels() != 3))
            throw Error("The samples of this model are " + shape.text() +
                        " and no pictures. Choose a model that learned from photographs.");
        resized(m_model, shape.height() + 5 * kMultiple, shape.width() + 3 * kMultiple); // or it is refused now
    }

    int channels() const { return int(m_model.internals().autoencoder->data().shape.channels()); }

    /// @param picture  of as many channels as the network's samples
    std::optional<Planes> restored(const Planes& picture, const TileProgress& progress) const {
        std::shared_ptr<Autoencoder> network; // for tiles, all of which have one size
        const auto process = [&](const Planes& in, Planes& out) {
            if (!network)
                network = resized(m_model, in.height, in.width);
            const InUse inUse(*network);
            const std::array<std::int64_t, 4> sizes{1, in.channels, in.height, in.width};
            const at::Tensor values = at::from_blob(const_cast<float*>(in.values.data()), sizes, at::kFloat);
            at::from_blob(out.values.data(), sizes, at::kFloat).copy_(network->reconstruct(values));
        };
        return restoreInTiles(picture, {.multiple = kMultiple}, process, progress);
    }

private:
    Model m_model;
};

Restorer::Restorer(const Model& model)
    : m_network(guarded([&] { return std::make_unique<const Network>(model); })) {}

Restorer::~Restorer() = default;

std::optional<Planes> Restorer::restored(const Planes& picture, const RestorationOptions& options,
                                         const RestorationProgress& progress) const {
    return guarded([&]() -> std::optional<Planes> {
        if (picture.empty())
            throw Error("There is no picture to restore.");
        const bool masked = options.task == RestorationTask::Inpaint;
        if (masked && (!options.mask || options.mask->width != picture.width || options.mask->height != picture.height))
            throw Error("To fill in what is missing takes a mask of the picture's size: white where it is missing.", "mask");
        const Planes grey = options.task == RestorationTask::Colourise ? damage::greyscale(picture) : Planes();
        Planes input = masked                                       ? damage::missing(picture, *options.mask)
                       : options.task == RestorationTask::Colourise ? inThree(grey)
                       : options.task == RestorationTask::Enlarge   ? enlarged(picture)
                                                                    : picture;
        std::optional<Planes> output;
        if (m_network->channels() == input.channels) {
            output = m_network->restored(input, progress);
        } else if (m_network->channels() == 3) {
            if ((output = m_network->restored(inThree(input), progress)))
                output = damage::greyscale(*output);
        } else {
            output.emplace(input.width, input.height, input.channels);
            for (int channel = 0; output && channel < input.channels; ++channel) {
                const auto share = [&](double done) { return !progress || progress((channel + done) / input.channels); };
                const std::optional<Planes> one = m_network->restored(channelOf(input, channel), share);
                if (one)
                    std::copy_n(one->plane(0), one->area(), output->plane(channel));
                else
                    output.reset();
            }
        }
        if (output && masked)
            keepWhatIsThere(picture, *options.mask, *output);
        if (output && !grey.empty())
            keepLuma(grey, *output);
        return output;
    });
}

} // namespace hourglass
