// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace hourglass::test {

/// A small one of the kind that restores photographs, with weights of which none is zero.
inline Model sliding(std::int64_t channels, const std::string& corruption = "gaussian") {
    Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "photographs", "size": 16},
        "variant": {"kind": "denoising"},
        "corruption": {"kind": "gaussian"},
        "network": {
            "encoder": [{"kind": "pixel-unshuffle"}, {"kind": "convolution", "channels": 8, "activation": "none"},
                        {"kind": "u-block", "channels": 8, "blocks": 1}],
            "code": {"kind": "maps", "size": 8},
            "decoder": [{"kind": "residual", "blocks": 1}, {"kind": "convolution", "channels": 4, "activation": "none"},
                        {"kind": "pixel-shuffle"}],
            "mirrored": false},
        "training": {"loss": "l1", "output": "difference"}})");
    experiment.corruption = {corruption, {}};
    experiment.network.decoder[1].parameters.set("channels", 4 * channels);
    experiment = complete(experiment);
    const at::NoGradGuard noGradient;
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = experiment;
    internals->autoencoder = std::make_shared<Autoencoder>(experiment, DataTraits{{{channels, 16, 16}}});
    at::manual_seed(3);
    for (const auto& [name, tensor] : namedState(*internals->autoencoder))
        at::Tensor(tensor).normal_(0, 0.1);
    return Model(internals);
}

/// The mean of the nine pixels at x - 2, x, x + 2 and y - 2, y, y + 2, by way of layers wide enough for bf16.
/// @param difference  it finds what is to be taken away
inline Model smoothing(const std::string& precision, bool difference) {
    Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "photographs", "size": 16},
        "variant": {"kind": "denoising"},
        "corruption": {"kind": "gaussian"},
        "network": {
            "encoder": [{"kind": "pixel-unshuffle"}, {"kind": "convolution", "channels": 16, "activation": "none"}],
            "code": {"kind": "maps", "size": 16},
            "decoder": [{"kind": "convolution", "channels": 4, "activation": "none"}, {"kind": "pixel-shuffle"}],
            "mirrored": false},
        "training": {"loss": "l1", "output": "linear"}})");
    experiment.training.set("precision", precision);
    if (difference)
        experiment.training.set("output", std::string("difference"));
    const at::NoGradGuard noGradient;
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = complete(experiment);
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, DataTraits{{{1, 16, 16}}});
    const auto state = namedState(*internals->autoencoder);
    for (const auto& [name, tensor] : state)
        at::Tensor(tensor).zero_();
    const at::Tensor mean = at::full({3, 3}, 1.0 / 9), itself = at::zeros({3, 3});
    itself[1][1] = 1;
    for (int channel = 0; channel < 16; ++channel) { // each of the four colours of the unshuffled picture four times
        state.at("encoder.1.weight")[channel][channel % 4].copy_(difference ? itself - mean : mean);
        state.at("code.0.weight")[channel][channel].copy_(itself);
        state.at("decoder.0.weight")[channel % 4][channel].copy_(itself / 4);
    }
    return Model(internals);
}

/// A dense one.
inline Model bound(const Shape& samples) {
    const Experiment experiment = complete(withField(findPreset("digits-dense").experiment, "training.precision", "fp32"));
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = experiment;
    internals->autoencoder = std::make_shared<Autoencoder>(experiment, DataTraits{samples});
    return Model(internals);
}

inline Planes noisy(int width, int height, int channels) {
    Planes picture(width, height, channels);
    std::mt19937 random(1);
    std::uniform_real_distribution<float> values(0, 1);
    for (float& value : picture.values)
        value = values(random);
    return picture;
}

/// The largest difference, farther than `border` from all sides.
inline double farthest(const Planes& one, const Planes& other, int border) {
    double most = 0;
    for (int channel = 0; channel < one.channels; ++channel)
        for (int y = border; y < one.height - border; ++y)
            for (int x = border; x < one.width - border; ++x)
                most = std::max(most, double(std::abs(one.row(channel, y)[x] - other.row(channel, y)[x])));
    return most;
}

} // namespace hourglass::test
