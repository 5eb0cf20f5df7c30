// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Training.h"

#include <string>

namespace hourglass::test {

/// A network of convolutions for photographs, to be trained within a fraction of a second: far from good, but not blank.
inline Experiment smallRestorer(const std::string& corruption = "gaussian", const std::string& colour = "grey") {
    Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "photographs", "size": 16, "patches": 64, "limit": 4},
        "variant": {"kind": "denoising"},
        "corruption": {"kind": ")" + corruption +
                                               R"("},
        "network": {
            "encoder": [{"kind": "pixel-unshuffle"}, {"kind": "convolution", "channels": 8, "activation": "none"},
                        {"kind": "u-block", "channels": 8, "blocks": 1}],
            "code": {"kind": "maps", "size": 8},
            "decoder": [{"kind": "convolution", "channels": )" +
                                               (colour == "grey" ? "4" : "12") + R"(, "activation": "none"},
                        {"kind": "pixel-shuffle"}],
            "mirrored": false},
        "training": {"loss": "l1", "output": "difference", "epochs": 1, "batchSize": 32}})");
    experiment.dataset.parameters.set("colour", colour);
    return complete(experiment);
}

/// A variational one whose code alone gives the picture back: to compress with.
inline Experiment smallCodec() {
    return complete(experimentFromJson(R"({
        "dataset": {"kind": "photographs", "size": 16, "patches": 64, "limit": 4},
        "variant": {"kind": "convolutional-variational", "beta": 0.01},
        "network": {
            "encoder": [{"kind": "pixel-unshuffle", "factor": 4}, {"kind": "convolution", "channels": 16, "activation": "none"}],
            "code": {"kind": "maps", "size": 4},
            "decoder": [{"kind": "convolution", "channels": 16, "activation": "none"}, {"kind": "pixel-shuffle", "factor": 4}],
            "mirrored": false},
        "training": {"loss": "mse", "output": "linear", "epochs": 20, "batchSize": 16, "learningRate": 0.01}})"));
}

/// Trained, as a file. @return the path
inline std::string trainedRestorer(const std::string& path, const Experiment& experiment = smallRestorer()) {
    TrainingObserver observer;
    TrainingControl control;
    train(experiment, observer, control).model.save(path, Model::Contents::WithoutTraining);
    return path;
}

} // namespace hourglass::test
