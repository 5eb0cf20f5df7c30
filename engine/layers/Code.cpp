// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Code.h"

#include "engine/layers/Layer.h"

namespace hourglass {

namespace {

constexpr std::int64_t largestCode = 65536;

LayerSpec layerFor(const CodeSpec& code, std::int64_t outputs) {
    if (code.kind == "vector")
        return {"dense", {{"units", outputs}, {"activation", code.activation}}};
    if (code.kind == "maps")
        return {"convolution", {{"channels", outputs}, {"kernel", std::int64_t(3)}, {"activation", code.activation}}};
    throw Error("\"" + code.kind + "\" is not a known kind of code. Known: vector, maps.", "network.code.kind");
}

} // namespace

LayerSpec codeLayer(const CodeSpec& code, std::int64_t rawPerCode) {
    const std::int64_t largest = largestCode / rawPerCode;
    if (code.size < 1 || code.size > largest)
        throw Error("A code of size " + std::to_string(code.size) + " is not possible: choose 1 to " +
                        std::to_string(largest) + ".",
                    "network.code.size");
    const LayerSpec layer = layerFor(code, code.size * rawPerCode);
    const ParameterSchema& schema = layerCatalogue().at(layer.kind).entry().schema;
    return {layer.kind, complete(schema, layer.parameters, "network.code")};
}

} // namespace hourglass
