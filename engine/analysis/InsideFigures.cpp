// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/InsideFigures.h"

#include "engine/analysis/ActivationPicture.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace hourglass {

namespace {

constexpr std::int64_t kPictures = 64;
constexpr int kBars = 40;
constexpr int kLargestSide = 256; // px, of one picture of a whole layer

Shape shapeOf(const at::Tensor& values) {
    return {values.sizes().vec()};
}

/// Whether the layer's input is the sample itself.
bool seesTheSample(const NetworkReport& network, NetworkPart part, std::size_t index) {
    const auto first = network.encoder.begin();
    return part != NetworkPart::Decoder &&
           std::all_of(first, part == NetworkPart::Code ? network.encoder.end() : first + std::ptrdiff_t(index), isPassage);
}

std::vector<std::string> numbered(const std::string& what, std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i)
        names.push_back(what + " " + std::to_string(i));
    return names;
}

/// Each stretched over the whole range of greys, around zero.
PictureFigure filterPictures(const at::Tensor& filters) {
    const at::Tensor some = filters.narrow(0, 0, std::min(kPictures, filters.size(0)));
    std::vector<std::int64_t> sizes(std::size_t(some.dim()), 1);
    sizes[0] = some.size(0);
    const at::Tensor largest = some.flatten(1).abs().amax(1).clamp_min(1e-30).reshape(sizes);
    PictureFigure figure = pictures((some / largest + 1) / 2);
    figure.captions = numbered("filter", figure.pictures.size());
    return figure;
}

/// How active each is, the most active one being 1.
std::vector<double> opacitiesOf(const at::Tensor& activity, std::size_t count) {
    const at::Tensor shares = (activity / activity.max().clamp_min(1e-30)).to(at::kDouble).contiguous();
    return {shares.data_ptr<double>(), shares.data_ptr<double>() + count};
}

/// All on the same scale of greys, so that maps can be compared.
PictureFigure mapPictures(const at::Tensor& maps) {
    const at::Tensor some = maps.narrow(0, 0, std::min(kPictures, maps.size(0)));
    const at::Tensor low = maps.min();
    const at::Tensor range = (maps.max() - low).clamp_min(1e-30);
    PictureFigure figure = pictures(((some - low) / range).clamp(0, 1).unsqueeze(1));
    figure.captions = numbered("map", figure.pictures.size());
    figure.opacities = opacitiesOf(maps.abs().flatten(1).to(at::kDouble).mean(1), figure.pictures.size());
    return figure;
}

/// @param filters  of the units, one for each, drawn; none where there are no such
Figure unitsFigure(const LayerAtWork& layer, std::optional<PictureFigure> filters) {
    const std::string title = "What it makes of the sample";
    if (layer.watched.dim() == 3 && layer.watched.size(0) > 1)
        return {title, "Its maps, each as opaque as it is active: bright is much, dark is little.",
                mapPictures(layer.watched)};
    if (filters) {
        filters->opacities = opacitiesOf(layer.watched.flatten().abs(), filters->pictures.size());
        return {title,
                "What each unit looks for, as opaque as the unit is active: the sample is taken to be a sum of these.",
                *std::move(filters)};
    }
    return {title, "All its numbers for this sample, bright for much and dark for little.",
            PictureFigure{{thumbnail(activationPicture(layer.watched, shapeOf(layer.watched)), kLargestSide)}, {}, {}}};
}

} // namespace

Stack& stackOf(const Autoencoder& autoencoder, NetworkPart part) {
    const Parts& parts = autoencoder.parts();
    return part == NetworkPart::Encoder ? *parts.encoder : part == NetworkPart::Code ? *parts.code : *parts.decoder;
}

bool isPassage(const LayerReport& layer) {
    return layer.layer.kind == "flatten" || layer.layer.kind == "reshape" || layer.layer.kind == "dropout";
}

bool makesTheSample(const NetworkReport& network, NetworkPart part, std::size_t index) {
    return part == NetworkPart::Decoder &&
           std::all_of(network.decoder.begin() + std::ptrdiff_t(index) + 1, network.decoder.end(), isPassage);
}

at::Tensor filtersOf(const Autoencoder& autoencoder, NetworkPart part, std::size_t index) {
    const NetworkReport& network = autoencoder.network();
    const Stack& stack = stackOf(autoencoder, part);
    const at::Tensor weight = stack.weight(index);
    if (!weight.defined())
        return {};
    if (weight.dim() == 4) // of one channel, or of a colour picture; of others the first one stands for all
        return weight.size(1) == 3 ? weight : weight.narrow(1, 0, 1);
    if (!stack.isDense(index))
        return {};
    std::vector<std::int64_t> sizes{-1};
    sizes.insert(sizes.end(), network.input.sizes.begin(), network.input.sizes.end());
    if (seesTheSample(network, part, index)) // a code layer may be told classes, too
        return weight.narrow(1, 0, network.input.elements()).reshape(sizes);
    return makesTheSample(network, part, index) ? weight.t().reshape(sizes) : at::Tensor();
}

std::vector<Figure> layerFigures(const Autoencoder& autoencoder, const LayerAtWork& layer, const std::string& title) {
    std::vector<Figure> figures;
    std::optional<PictureFigure> ofUnits;
    if (const at::Tensor filters = filtersOf(autoencoder, layer.part, layer.index); filters.defined()) {
        const bool paints = layer.part == NetworkPart::Decoder;
        figures.push_back({paints ? "What it paints with" : "What it looks for",
                           std::string("Its weights: grey is zero, white ") +
                               (paints ? "brightens, black darkens." : "excites, black inhibits.") +
                               " Where they are still like noise, the layer has not found anything yet.",
                           filterPictures(filters)});
        if (!paints && filters.size(0) == layer.watched.numel())
            ofUnits = std::get<PictureFigure>(figures.back().content);
    }
    figures.push_back(unitsFigure(layer, std::move(ofUnits)));
    figures.push_back({layer.part == NetworkPart::Code ? "Numbers of the code" : "Activations",
                       "How often each size of number comes out of " + title +
                           ", over all its units and a few hundred samples. A single spike at zero means that it is mostly "
                           "silent; spikes at both ends of a bounded activation mean that it is saturated.",
                       histogram(layer.measured, kBars, layer.part == NetworkPart::Code ? "number" : "activation")});
    return figures;
}

} // namespace hourglass
