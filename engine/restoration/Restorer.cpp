// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Restore.h"

#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/core/Guard.h"
#include "engine/imaging/Clip.h"
#include "engine/imaging/Filling.h"
#include "engine/imaging/Resize.h"
#include "engine/restoration/RestorerNetwork.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <utility>

namespace hourglass {

namespace {

using ByNetwork = std::function<std::optional<Planes>(const Planes& input, const RestorationProgress& progress)>;

/// The brightness of one picture in the colours of the other: paler where they would leave [0, 1] otherwise.
void keepLuma(const Planes& grey, Planes& colours) {
    const Planes luma = damage::greyscale(colours);
    for (std::size_t i = 0; i < grey.area(); ++i) {
        const float brightness = std::clamp(grey.values[i], 0.0F, 1.0F);
        float share = 1;
        for (int channel = 0; channel < colours.channels; ++channel) {
            const float difference = colours.plane(channel)[i] - luma.values[i];
            const float room = difference > 0 ? 1 - brightness : brightness;
            if (std::abs(difference) > room)
                share = std::min(share, room / std::abs(difference));
        }
        for (int channel = 0; channel < colours.channels; ++channel)
            colours.plane(channel)[i] = brightness + share * (colours.plane(channel)[i] - luma.values[i]);
    }
}

/// Colours change slowly, and what it is that is to be coloured shows from afar: the network sees the picture as small as
/// those that it learned from were.
std::optional<Planes> coloured(const Planes& grey, int longestSide, const ByNetwork& byNetwork,
                               const RestorationProgress& progress) {
    const int longest = std::max(grey.width, grey.height);
    const double scale = longestSide > 0 && longest > longestSide ? double(longestSide) / longest : 1;
    const auto side = [scale](int length) { return std::max(1, int(std::lround(scale * length))); };
    const bool isLarger = scale < 1;
    std::optional<Planes> colours =
        byNetwork(damage::inThree(isLarger ? shrunk(grey, side(grey.width), side(grey.height)) : grey), progress);
    if (!colours)
        return std::nullopt;
    Planes result = isLarger ? stretched(*colours, grey.width, grey.height) : std::move(*colours);
    keepLuma(grey, result);
    clip(result); // rounding
    return result;
}

/// By cubic splines, as the network's samples were enlarged in training: see the corruption "half-size".
Planes enlarged(const Planes& picture, const RestorationOptions& options) {
    const int twiceWidth = 2 * picture.width, twiceHeight = 2 * picture.height;
    const int width = options.width ? options.width : twiceWidth, height = options.height ? options.height : twiceHeight;
    const auto fits = [](int side, int twice) { return side == twice || side == twice - 1; };
    if (!fits(width, twiceWidth) || !fits(height, twiceHeight))
        throw Error("The result's sides must be twice the picture's, or one less.", "width");
    Planes result(width, height, picture.channels);
    const at::Tensor values = at::from_blob(const_cast<float*>(picture.values.data()),
                                            {1, picture.channels, picture.height, picture.width}, at::kFloat);
    at::from_blob(result.values.data(), {1, result.channels, height, width}, at::kFloat)
        .copy_(at::upsample_bicubic2d(values, {twiceHeight, twiceWidth}, /*align_corners=*/false)
                   .slice(2, 0, height)
                   .slice(3, 0, width));
    return result;
}

} // namespace

std::optional<RestorationTask> taskOf(const Experiment& experiment) {
    const std::string& id = experiment.corruption.kind;
    if (id == "masking")
        return RestorationTask::Inpaint;
    const auto found = std::ranges::find(damageKinds(), id, &DamageKind::id);
    return found == damageKinds().end() ? std::nullopt : std::optional(found->task);
}

Restorer::Restorer(const Model& model)
    : m_network(guarded([&] { return std::make_unique<const Network>(model); })) {}

Restorer::~Restorer() = default;

bool Restorer::slides() const {
    return m_network->slides();
}

std::optional<Planes> Restorer::restored(const Planes& picture, const RestorationOptions& options,
                                         const RestorationProgress& progress) const {
    return guarded([&]() -> std::optional<Planes> {
        if (picture.empty())
            throw Error("There is no picture to restore.");
        const bool masked = options.task == RestorationTask::Inpaint;
        if (masked && (!options.mask || options.mask->width != picture.width || options.mask->height != picture.height))
            throw Error("To fill in what is missing takes a mask of the picture's size: white where it is missing.", "mask");
        const ByNetwork byNetwork = [this](const Planes& input, const RestorationProgress& done) {
            std::optional<Planes> made = m_network->restoredInColour(input, done);
            if (made)
                clip(*made);
            return made;
        };
        if (masked)
            return filledFromCoarse(picture, *options.mask, byNetwork, progress);
        if (options.task == RestorationTask::Colourise)
            return coloured(damage::greyscale(picture), m_network->longestSide(), byNetwork, progress);
        return byNetwork(options.task == RestorationTask::Enlarge ? enlarged(picture, options) : picture, progress);
    });
}

std::optional<Photograph> Restorer::restored(const Photograph& photograph, const RestorationOptions& options,
                                             const RestorationProgress& progress) const {
    std::optional<Planes> colour = restored(photograph.colour, options, progress);
    if (!colour)
        return std::nullopt;
    Photograph result{std::move(*colour), photograph.alpha, photograph.bitDepth, photograph.metadata};
    if (options.task == RestorationTask::Enlarge && !result.alpha.empty()) {
        result.alpha = guarded([&] { return enlarged(photograph.alpha, options); });
        clip(result.alpha); // splines overshoot
    }
    return result;
}

} // namespace hourglass
