// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/InsideView.h"

#include "engine/analysis/ActivationPicture.h"
#include "engine/analysis/Evaluation.h"
#include "engine/analysis/InsideFigures.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <utility>

namespace hourglass {

namespace {

constexpr std::int64_t kMeasured = 250;
constexpr std::int64_t kWithGradients = 64;
constexpr std::int64_t kRoom = 256 << 20; // bytes
constexpr int kStripSide = 128;           // px

/// What each layer is called, and where it stands.
struct Station {
    NetworkPart part;
    std::size_t index;
    const LayerReport* report;
};

std::vector<Station> stationsOf(const NetworkReport& network) {
    std::vector<Station> stations;
    for (std::size_t i = 0; i < network.encoder.size(); ++i)
        stations.push_back({NetworkPart::Encoder, i, &network.encoder[i]});
    stations.push_back({NetworkPart::Code, 0, &*network.code});
    for (std::size_t i = 0; i < network.decoder.size(); ++i)
        stations.push_back({NetworkPart::Decoder, i, &network.decoder[i]});
    return stations;
}

/// The one that its output went through; the reconstruction's for the layer that makes it.
std::string activationOf(const Autoencoder& autoencoder, const Station& station) {
    const bool isOutput = makesTheSample(autoencoder.network(), station.part, station.index) && !isPassage(*station.report);
    if (isOutput && autoencoder.outputRule().sigmoid)
        return "sigmoid";
    return stackOf(autoencoder, station.part).activation(station.index);
}

/// "dense 128, relu".
std::string titleOf(const Autoencoder& autoencoder, const Station& station) {
    const LayerSpec& layer = station.report->layer;
    std::string title = station.part == NetworkPart::Code ? "code" : layerCatalogue().at(layer.kind).entry().title;
    title[0] = char(std::tolower(static_cast<unsigned char>(title[0])));
    const Shape& output = station.report->output;
    if (station.part == NetworkPart::Code)
        title.append(" ").append(output.text());
    else if (station.report->parameters > 0 && (layer.parameters.contains("units") || layer.parameters.contains("channels")))
        title.append(" ").append(std::to_string(output.channels()));
    const std::string activation = activationOf(autoencoder, station);
    return activation == "none" ? title : title + ", " + activation;
}

/// Share of the units (numbers, or maps) that are the same for every sample.
double deadShare(const at::Tensor& values) {
    if (values.size(0) < 2)
        return 0;
    const auto [low, high] = at::aminmax(values, 0);
    at::Tensor same = low == high;
    if (same.dim() == 3)
        same = same.flatten(1).all(1);
    return same.to(at::kDouble).mean().item<double>();
}

double saturatedShare(const at::Tensor& values, const std::string& activation) {
    const bool sigmoid = activation == "sigmoid";
    if (!sigmoid && activation != "tanh")
        return 0;
    const double low = sigmoid ? 0 : -1;
    const double margin = 0.01 * (1 - low);
    return ((values <= low + margin) | (values >= 1 - margin)).to(at::kDouble).mean().item<double>();
}

/// What the network works with when it is looked at.
struct Probe {
    at::Tensor samples, input, labels;

    Probe select(std::int64_t first, std::int64_t count) const {
        return {samples.narrow(0, first, count), input.narrow(0, first, count),
                labels.defined() ? labels.narrow(0, first, count) : labels};
    }
};

/// The sample that is watched, and then those of the validation part that are measured.
Probe probeFor(const Experiment& experiment, const DatasetAlbum& album, std::int64_t watched, std::int64_t measured,
               at::Generator& generator) {
    const at::Tensor numbers = at::cat({at::full({1}, watched, at::kLong), at::arange(measured, at::kLong)});
    const at::Tensor samples = album.gather(numbers);
    return {samples, corrupted(experiment.corruption, samples, album.info().inUnitRange, generator),
            album.gatherLabels(numbers)};
}

/// How many samples are measured: what all layers make of them is held at the same time.
std::int64_t measuredCount(const NetworkReport& network, std::int64_t validation) {
    const std::int64_t bytes = network.activationBytes() + network.input.elements() * std::int64_t(sizeof(float));
    return std::clamp<std::int64_t>(kRoom / bytes, 1, std::min(kMeasured, validation));
}

/// What each layer makes of the probe, the last ones as a reconstruction; empty where numbers left the range of floats.
std::vector<at::Tensor> outputsOf(const Autoencoder& autoencoder, const Probe& probe) {
    LayerOutputs outputs = autoencoder.parts().layerOutputs(probe.input, probe.labels);
    std::vector<at::Tensor> all = std::move(outputs.encoder);
    all.push_back(outputs.code);
    all.insert(all.end(), outputs.decoder.begin(), outputs.decoder.end());
    for (const at::Tensor& values : all)
        if (const auto [low, high] = at::aminmax(values); !at::isfinite(high - low).item<bool>())
            return {};
    for (std::size_t i = 0; i < outputs.decoder.size(); ++i)
        if (makesTheSample(autoencoder.network(), NetworkPart::Decoder, i)) {
            at::Tensor& values = all[all.size() - outputs.decoder.size() + i];
            values = autoencoder.outputRule().reconstruction(values);
        }
    return all;
}

LayerInside measured(const Autoencoder& autoencoder, const Station& station, const LayerAtWork& work, const Probe& probe) {
    LayerInside layer;
    layer.part = station.part;
    layer.index = station.index;
    layer.title = titleOf(autoencoder, station);
    const std::string activation = activationOf(autoencoder, station);
    layer.output = station.report->output;
    layer.activations = thumbnail(activationPicture(work.watched, layer.output), kStripSide);
    layer.dead = deadShare(work.measured);
    // What a bottleneck sets to zero is no end of an activation.
    const bool isCode = station.part == NetworkPart::Code && activation != "none";
    layer.saturated =
        saturatedShare(isCode ? autoencoder.parts().rawCode(probe.input, probe.labels) : work.measured, activation);
    return layer;
}

/// √Σ g² of the objective by the weights of each layer; empty where it left the range of floats.
std::vector<double> gradientNorms(Autoencoder& autoencoder, const Probe& probe, at::Generator& noise) {
    const at::AutoGradMode withGradients(true); // of the weights asked for, beside what training keeps of gradients
    std::vector<at::Tensor> weights;
    std::vector<std::size_t> owners;
    const std::vector<Station> stations = stationsOf(autoencoder.network());
    for (std::size_t i = 0; i < stations.size(); ++i)
        for (const at::Tensor& weight :
             stackOf(autoencoder, stations[i].part).children().at(stations[i].index)->parameters())
            if (weight.requires_grad()) {
                weights.push_back(weight);
                owners.push_back(i);
            }
    std::vector<double> squares(stations.size(), std::numeric_limits<double>::quiet_NaN());
    if (weights.empty()) // all of them are frozen
        return squares;
    const BatchView view =
        autoencoder.forward({.input = probe.input, .target = probe.samples, .labels = probe.labels, .noise = &noise});
    const Objective::Value value = autoencoder.objective().evaluate(view);
    const auto gradients = torch::autograd::grad({value.total}, weights, {}, /*retain_graph=*/false,
                                                 /*create_graph=*/false, /*allow_unused=*/true);
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        double& sum = squares[owners[i]];
        if (std::isnan(sum))
            sum = 0;
        if (!gradients[i].defined())
            continue;
        sum += std::pow(gradients[i].norm().item<double>(), 2);
        if (!std::isfinite(sum))
            return {};
    }
    for (double& sum : squares)
        sum = std::sqrt(sum);
    return squares;
}

} // namespace

std::optional<Inside> lookInside(Autoencoder& autoencoder, const Experiment& experiment, const DatasetAlbum& album,
                                 const InsideWatch& watch, std::int64_t seed) {
    const NetworkReport& network = autoencoder.network();
    const std::vector<Station> stations = stationsOf(network);
    at::Generator generator = seededGenerator(seed, "inside");
    const std::int64_t count = measuredCount(network, album.dataset()->validation.count());
    Inside inside;
    inside.sample = watch.sample >= 0 && watch.sample < album.count() ? watch.sample : 0;
    inside.layer = std::min(watch.layer, stations.size() - 1);
    const Probe probe = probeFor(experiment, album, inside.sample, count, generator);
    const std::vector<at::Tensor> outputs = outputsOf(autoencoder, probe);
    if (outputs.empty())
        return std::nullopt;
    const Probe others = probe.select(1, count);
    for (std::size_t i = 0; i < stations.size(); ++i) {
        const Station& station = stations[i];
        const LayerAtWork work{station.part, station.index, outputs[i][0].reshape(station.report->output.sizes),
                               outputs[i].narrow(0, 1, count)};
        inside.layers.push_back(measured(autoencoder, station, work, others));
        if (i == inside.layer)
            inside.figures = layerFigures(autoencoder, work, inside.layers.back().title);
    }
    const std::vector<double> norms =
        gradientNorms(autoencoder, others.select(0, std::min(count, kWithGradients)), generator);
    if (norms.empty())
        return std::nullopt;
    for (std::size_t i = 0; i < norms.size(); ++i)
        inside.layers[i].gradientNorm = norms[i];
    return inside;
}

} // namespace hourglass
