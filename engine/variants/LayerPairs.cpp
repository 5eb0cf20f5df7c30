// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/LayerPairs.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

void requireLayerPairs(const Experiment& experiment, const std::string& who) {
    const NetworkSpec& network = experiment.network;
    if (!network.mirrored)
        throw Error(who + " trains each layer together with the one that leads back. Mirror the decoder.",
                    "network.mirrored");
    for (std::size_t i = 0; i < network.encoder.size(); ++i)
        if (network.encoder[i].kind != "dense")
            throw Error(who + " works with dense layers. Replace this one, or remove it.",
                        "network.encoder." + std::to_string(i) + ".kind");
    if (network.code.kind != "vector")
        throw Error(who + " works with a flat code. Set the code's kind to vector.", "network.code.kind");
}

std::vector<LayerPair> layerPairs(const Parts& parts) {
    std::vector<std::size_t> down; // dense layers of the decoder; reshapes may stand between
    for (std::size_t i = parts.decoder->size(); i-- > 0;)
        if (parts.decoder->isDense(i))
            down.push_back(i);
    std::vector<LayerPair> pairs;
    const std::size_t depth = parts.encoder->size();
    for (std::size_t i = 0; i <= depth; ++i) {
        Stack* const stack = i < depth ? parts.encoder.get() : parts.code.get();
        const std::size_t place = i < depth ? i : 0;
        Stack* const decoder = parts.decoder.get();
        LayerPair pair;
        pair.up = stack->denseWeights(place);
        pair.down = decoder->denseWeights(down.at(i));
        pair.weights = {pair.up.weight, pair.up.bias, pair.down.bias};
        if (!pair.down.isTied())
            pair.weights.push_back(pair.down.weight);
        const std::int64_t inputs = pair.up.weight.size(1);
        pair.title = std::to_string(inputs) + " → " + std::to_string(pair.up.weight.size(0));
        pair.activation = stack->activation(place);
        pair.inputInUnitRange = i == 0 ? parts.outputRule.sigmoid && parts.outputRule.dataInUnitRange
                                       : parts.encoder->activation(i - 1) == "sigmoid";
        pair.inputShape = i == 0 ? parts.encoder->inputShape() : Shape{{inputs}};
        pair.below = [encoder = parts.encoder, i](const at::Tensor& samples) {
            return encoder->forwardFirst(i, samples).flatten(1);
        };
        pair.forward = [stack, place](const at::Tensor& input) { return stack->forwardLayer(place, input); };
        const bool endsInSigmoid = i > 0 && pair.inputInUnitRange; // by the decoder layer's own activation
        pair.rule.loss = pair.inputInUnitRange ? "bce" : "mse";
        pair.rule.sigmoid = endsInSigmoid || (i == 0 && parts.outputRule.sigmoid);
        pair.rule.dataInUnitRange = pair.inputInUnitRange;
        pair.back = [decoder, layer = down[i], endsInSigmoid](const at::Tensor& code) {
            constexpr double nearestToCertain = 1e-7;
            const at::Tensor output = decoder->forwardLayer(layer, code);
            return endsInSigmoid ? output.logit(nearestToCertain) : output; // the rule's cross-entropy is one of logits
        };
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

} // namespace hourglass
