// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Network.h"

#include <QString>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// Where something stands in the hourglass, from top to bottom.
enum class BarRole { Input, Encoder, Code, Decoder, Output };
struct BarId {
    BarRole role = BarRole::Code;
    int index = 0; ///< layer inside its part, 0 for the other roles
    bool operator==(const BarId&) const = default;
};

/// The bar on which a fault stands; for a missing decoder layer, one past the last.
BarId barOf(const LayerFault& fault);
/// Its path inside an experiment: "network.encoder.1", "network.code".
QString pathOf(BarId id);

// What the user can do to a network, as functions from one value to the next. `id` always names an encoder or
// decoder layer that exists, except where said otherwise.

const std::vector<LayerSpec>& layersOf(const NetworkSpec& network, BarRole role);
/// Whether the user may change the layers of this part: the decoder only when it does not mirror the encoder.
bool isEditable(const NetworkSpec& network, BarRole role);

/// What a new layer right below `above` would be; nothing where none may stand.
std::optional<BarId> placeBelow(BarId above, bool decoderEditable);

/// The catalogue's entry, or null for a kind that this version does not know.
const CatalogueEntry* layerEntry(const std::string& kind);
/// The parameter by which people call a layer ("units", "channels", "size"): the first number; null without
/// one.
const ParameterSpec* mainParameter(const std::string& kind);
/// Values for every key of the schema: those given, otherwise the defaults.
Parameters withDefaults(const ParameterSchema& schema, const Parameters& given);

LayerSpec newLayer(const std::string& kind);
/// Another kind, which keeps the values that mean the same in both (units, activation, kernel, ...).
LayerSpec withKind(const LayerSpec& layer, const std::string& kind);

/// `at.index` may be one past the last layer.
NetworkSpec withLayersInserted(NetworkSpec network, BarId at, const std::vector<LayerSpec>& layers);
NetworkSpec withLayer(NetworkSpec network, BarId id, const LayerSpec& layer);
/// @param ids  all of one part, from top to bottom; likewise below
NetworkSpec withoutLayers(NetworkSpec network, const std::vector<BarId>& ids);
std::vector<LayerSpec> layersAt(const NetworkSpec& network, const std::vector<BarId>& ids);
/// By one place up (−1) or down (1); the same network where the first or the last of them has no place to go.
NetworkSpec withLayersShifted(NetworkSpec network, const std::vector<BarId>& ids, int by);
/// `to` is the layer's index afterwards.
NetworkSpec withLayerMoved(NetworkSpec network, BarId id, int to);
/// Unmirrored, the decoder is written out as it stood, so that nothing changes but who may edit it.
NetworkSpec withMirror(NetworkSpec network, bool mirrored, const Shape& input);

NetworkSpec withTied(NetworkSpec network, bool tied);

/// Kind, size and activation of the code as a form.
const ParameterSchema& codeSchema();
Parameters codeParameters(const CodeSpec& code);
CodeSpec codeFromParameters(const Parameters& parameters);

} // namespace hourglass::ui
