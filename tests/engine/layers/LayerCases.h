// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

#include <string>
#include <vector>

/// Every kind of layer on every sort of input, with its defaults and with settings that reach all its rules.
namespace hourglass::test {

struct LayerCase {
    std::string name;
    LayerSpec layer; ///< complete
    Shape input;
    const Layer& kind() const { return layerCatalogue().at(layer.kind); }
};

inline const std::vector<Shape> pictures{{{1, 28, 28}}, {{3, 31, 17}}, {{1, 5, 7}}, {{36, 6, 12}}};
inline const std::vector<Shape> vectors{{{6}}, {{30}}};

inline std::int64_t whole(std::int64_t number) {
    return number;
}

/// Settings away from the defaults, where a kind has shape rules that the defaults do not reach.
inline std::vector<LayerSpec> specialSettings() {
    std::vector<LayerSpec> list;
    for (const std::string kind : {"convolution", "transposed-convolution"})
        for (const std::int64_t kernel : {1, 2, 4, 5})
            for (const std::int64_t stride : {1, 2, 3})
                for (const std::string padding : {"same", "none"})
                    list.push_back({kind,
                                    {{"kernel", kernel},
                                     {"stride", stride},
                                     {"padding", padding},
                                     {"channels", whole(3)},
                                     {"activation", std::string("none")}}});
    list.push_back({"transposed-convolution",
                    {{"stride", whole(3)}, {"outputPaddingHeight", whole(2)}, {"outputPaddingWidth", whole(1)}}});
    for (const std::string kind : {"max-pooling", "average-pooling"}) {
        list.push_back({kind, {{"size", whole(3)}, {"stride", whole(2)}}});
        list.push_back({kind, {{"size", whole(2)}, {"stride", whole(3)}}});
    }
    list.push_back({"upsampling", {{"factor", whole(3)}, {"mode", std::string("bilinear")}}});
    list.push_back({"upsampling", {{"height", whole(9)}, {"width", whole(4)}}});
    list.push_back({"upsampling", {{"width", whole(11)}, {"mode", std::string("bilinear")}}});
    for (const std::string kind : {"pixel-unshuffle", "pixel-shuffle"})
        list.push_back({kind, {{"factor", whole(3)}}});
    list.push_back({"residual", {{"blocks", whole(3)}, {"activation", std::string("tanh")}}});
    list.push_back({"u-block", {{"channels", whole(5)}, {"blocks", whole(1)}, {"activation", std::string("relu")}}});
    return list;
}

/// A reshape fits one number of elements only: turned on its side it fits any input.
inline LayerSpec fitted(LayerSpec layer, const Shape& input) {
    if (layer.kind == "reshape")
        layer.parameters = {{"channels", whole(1)}, {"height", input.elements()}, {"width", whole(1)}};
    return layer;
}

inline const std::vector<LayerCase>& layerCases() {
    static const auto all = [] {
        std::vector<LayerSpec> layers;
        for (const CatalogueEntry& entry : layerEntries())
            layers.push_back({entry.id, {}});
        for (const LayerSpec& special : specialSettings())
            layers.push_back(special);
        std::vector<LayerCase> list;
        for (const std::vector<Shape>& shapes : {pictures, vectors})
            for (const Shape& shape : shapes)
                for (const LayerSpec& layer : layers) {
                    const LayerSpec fit = fitted(layer, shape);
                    const Layer& kind = layerCatalogue().at(fit.kind);
                    const LayerSpec full{fit.kind, complete(kind.entry().schema, fit.parameters, fit.kind)};
                    std::string name = full.kind + " on " + shape.text();
                    for (const auto& [key, value] : layer.parameters.values())
                        name += " " + key + "=" + toText(value);
                    try {
                        kind.outputShape(full.parameters, shape);
                        list.push_back({name, full, shape});
                    } catch (const Error&) {
                        // stands on other shapes: everyKindStandsWhereItShould() says which
                    }
                }
        return list;
    }();
    return all;
}

} // namespace hourglass::test
