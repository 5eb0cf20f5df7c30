// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/restoration/RestorerModels.h"

namespace hourglass::test {

/// One that slides, with a code at a quarter of the size.
inline Model codec(std::int64_t channels, const std::string& variant, unsigned seed = 3) {
    Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "photographs", "size": 16},
        "network": {
            "encoder": [{"kind": "pixel-unshuffle"}, {"kind": "convolution", "channels": 8, "activation": "none"},
                        {"kind": "convolution", "channels": 8, "stride": 2, "activation": "tanh"}],
            "code": {"kind": "maps", "size": 6},
            "decoder": [{"kind": "convolution", "channels": 32, "activation": "tanh"}, {"kind": "pixel-shuffle"},
                        {"kind": "convolution", "channels": 4, "activation": "none"}, {"kind": "pixel-shuffle"}],
            "mirrored": false},
        "training": {"loss": "mse", "output": "sigmoid", "precision": "fp32"}})");
    experiment.variant = {variant, {}};
    experiment.network.decoder[2].parameters.set("channels", 4 * channels);
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = complete(experiment);
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, DataTraits{{{channels, 16, 16}}});
    const at::NoGradGuard noGradient;
    at::manual_seed(seed);
    for (const auto& [name, tensor] : namedState(*internals->autoencoder))
        at::Tensor(tensor).normal_(0, 0.2);
    return Model(internals);
}

} // namespace hourglass::test
