// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/Recipe.h"

#include <functional>
#include <string>
#include <vector>

namespace hourglass {

/// A layer of the encoder, or the code layer, and the layer of the decoder that leads back: what layer-wise pretraining
/// works on.
struct LayerPair {
    std::string title; ///< "784 → 1000"
    DenseWeights up;
    DenseWeights down;
    std::vector<at::Tensor> weights;                      ///< of both, each once
    std::string activation;                               ///< of the layer
    bool inputInUnitRange = true;                         ///< what comes in lies in [0, 1]
    OutputRule rule;                                      ///< how what comes back becomes what came in
    Shape inputShape;                                     ///< for looking at what comes in
    std::function<at::Tensor(const at::Tensor&)> below;   ///< N × sample shape → N × inputs
    std::function<at::Tensor(const at::Tensor&)> forward; ///< N × inputs → N × units
    std::function<at::Tensor(const at::Tensor&)> back;    ///< N × units → N × inputs, as `rule` takes them
};

/// From the input to the code.
/// @param parts  of a network that requireLayerPairs() found right
std::vector<LayerPair> layerPairs(const Parts& parts);
/// @param who  "The deep variant", for the message
/// @throws Error naming the field where the network is not mirrored, or not made of dense layers
void requireLayerPairs(const Experiment& experiment, const std::string& who);

} // namespace hourglass
