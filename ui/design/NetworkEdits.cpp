// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/NetworkEdits.h"

#include "ui/session/Convert.h"

#include <QCoreApplication>

#include <algorithm>

namespace hourglass::ui {

namespace {

std::string tr(const char* text) {
    return toStdString(QCoreApplication::translate("NetworkEdits", text));
}

std::vector<LayerSpec>& editableLayers(NetworkSpec& network, BarRole role) {
    return role == BarRole::Decoder ? network.decoder : network.encoder;
}

const ParameterSpec* findParameter(const ParameterSchema& schema, const std::string& key) {
    const auto found = std::ranges::find(schema, key, &ParameterSpec::key);
    return found == schema.end() ? nullptr : &*found;
}

} // namespace

BarId barOf(const LayerFault& fault) {
    switch (fault.part) {
    case NetworkPart::Encoder:
        return {BarRole::Encoder, int(fault.index)};
    case NetworkPart::Code:
        return {BarRole::Code, 0};
    case NetworkPart::Decoder:
        break;
    }
    return {BarRole::Decoder, int(fault.index)};
}

QString pathOf(BarId id) {
    if (id.role == BarRole::Code)
        return QStringLiteral("network.code");
    const QString part = id.role == BarRole::Encoder ? QStringLiteral("encoder") : QStringLiteral("decoder");
    return QStringLiteral("network.%1.%2").arg(part).arg(id.index);
}

const std::vector<LayerSpec>& layersOf(const NetworkSpec& network, BarRole role) {
    return role == BarRole::Decoder ? network.decoder : network.encoder;
}

bool isEditable(const NetworkSpec& network, BarRole role) {
    return role == BarRole::Encoder || (role == BarRole::Decoder && !network.mirrored);
}

std::optional<BarId> placeBelow(BarId above, bool decoderEditable) {
    switch (above.role) {
    case BarRole::Input:
        return BarId{BarRole::Encoder, 0};
    case BarRole::Encoder:
        return BarId{BarRole::Encoder, above.index + 1};
    case BarRole::Code:
        return decoderEditable ? std::optional(BarId{BarRole::Decoder, 0}) : std::nullopt;
    case BarRole::Decoder:
        return decoderEditable ? std::optional(BarId{BarRole::Decoder, above.index + 1}) : std::nullopt;
    case BarRole::Output:
        break;
    }
    return std::nullopt;
}

const CatalogueEntry* layerEntry(const std::string& kind) {
    const auto found = std::ranges::find(layerEntries(), kind, &CatalogueEntry::id);
    return found == layerEntries().end() ? nullptr : &*found;
}

const ParameterSpec* mainParameter(const std::string& kind) {
    const CatalogueEntry* entry = layerEntry(kind);
    if (!entry || kind == "reshape") // None of a reshape's three sizes means anything without the others.
        return nullptr;
    const auto isNumber = [](const ParameterSpec& spec) {
        return spec.type == ParameterSpec::Type::Integer || spec.type == ParameterSpec::Type::Real;
    };
    const auto found = std::ranges::find_if(entry->schema, isNumber);
    return found == entry->schema.end() ? nullptr : &*found;
}

Parameters withDefaults(const ParameterSchema& schema, const Parameters& given) {
    Parameters values;
    for (const ParameterSpec& spec : schema) {
        const ParameterValue* value = given.find(spec.key);
        values.set(spec.key, value ? *value : spec.fallback);
    }
    return values;
}

LayerSpec newLayer(const std::string& kind) {
    return {kind, withDefaults(findEntry(layerEntries(), kind).schema, {})};
}

LayerSpec withKind(const LayerSpec& layer, const std::string& kind) {
    const CatalogueEntry* before = layerEntry(layer.kind);
    LayerSpec result = newLayer(kind);
    if (!before)
        return result;
    for (const ParameterSpec& spec : findEntry(layerEntries(), kind).schema) {
        const ParameterSpec* same = findParameter(before->schema, spec.key);
        const ParameterValue* value = layer.parameters.find(spec.key);
        const bool meansTheSame = same && same->type == spec.type && same->minimum == spec.minimum &&
                                  same->maximum == spec.maximum && same->choices == spec.choices;
        if (meansTheSame && value)
            result.parameters.set(spec.key, *value);
    }
    return result;
}

NetworkSpec withLayersInserted(NetworkSpec network, BarId at, const std::vector<LayerSpec>& added) {
    auto& layers = editableLayers(network, at.role);
    layers.insert(layers.begin() + at.index, added.begin(), added.end());
    return network;
}

NetworkSpec withLayer(NetworkSpec network, BarId id, const LayerSpec& layer) {
    editableLayers(network, id.role).at(std::size_t(id.index)) = layer;
    return network;
}

NetworkSpec withoutLayers(NetworkSpec network, const std::vector<BarId>& ids) {
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
        auto& layers = editableLayers(network, id->role);
        layers.erase(layers.begin() + id->index);
    }
    return network;
}

std::vector<LayerSpec> layersAt(const NetworkSpec& network, const std::vector<BarId>& ids) {
    std::vector<LayerSpec> layers;
    for (const BarId id : ids)
        layers.push_back(layersOf(network, id.role).at(std::size_t(id.index)));
    return layers;
}

NetworkSpec withLayersShifted(NetworkSpec network, const std::vector<BarId>& ids, int by) {
    const auto canMove = [&](BarId id) {
        return id.index + by >= 0 && id.index + by < int(layersOf(network, id.role).size());
    };
    if (ids.empty() || !canMove(ids.front()) || !canMove(ids.back()))
        return network;
    std::vector<BarId> order = ids; // the one ahead first, so that it makes room for the next
    if (by > 0)
        std::ranges::reverse(order);
    for (const BarId id : order) {
        auto& layers = editableLayers(network, id.role);
        std::swap(layers[std::size_t(id.index)], layers[std::size_t(id.index + by)]);
    }
    return network;
}

NetworkSpec withLayerMoved(NetworkSpec network, BarId id, int to) {
    auto& layers = editableLayers(network, id.role);
    const LayerSpec layer = layers.at(std::size_t(id.index));
    layers.erase(layers.begin() + id.index);
    layers.insert(layers.begin() + to, layer);
    return network;
}

NetworkSpec withMirror(NetworkSpec network, bool mirrored, const Shape& input) {
    network.decoder = mirrored ? std::vector<LayerSpec>() : mirroredDecoder(network, input);
    network.mirrored = mirrored;
    network.tied = network.tied && mirrored;
    return network;
}

NetworkSpec withTied(NetworkSpec network, bool tied) {
    network.tied = tied;
    return network;
}

const ParameterSchema& codeSchema() {
    static const ParameterSchema schema = {
        ParameterSpec::integer("size", tr("Size"), 32, 1, 65536)
            .asLogarithmic()
            .withHelp(tr("How many numbers (or feature maps) the code has.")),
        ParameterSpec::choice("kind", tr("Kind"), "vector", {{"vector", tr("Vector")}, {"maps", tr("Feature maps")}})
            .withHelp(tr("A vector forgets where things were; feature maps keep the encoder's height and width.")),
        ParameterSpec::choice("activation", tr("Activation"), "none", activationChoices())
            .withHelp(tr("None leaves the code free to take any value.")),
    };
    return schema;
}

Parameters codeParameters(const CodeSpec& code) {
    return {{"size", code.size}, {"kind", code.kind}, {"activation", code.activation}};
}

CodeSpec codeFromParameters(const Parameters& parameters) {
    return {parameters.text("kind"), parameters.integer("size"), parameters.text("activation")};
}

} // namespace hourglass::ui
