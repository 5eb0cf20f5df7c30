// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Experiment.h"

#include "engine/api/Catalogues.h"
#include "engine/layers/Code.h"
#include "engine/variants/Recipe.h"

#include <algorithm>

namespace hourglass {

namespace {

KindSpec completeKind(const std::vector<CatalogueEntry>& entries, const KindSpec& spec, const std::string& where) {
    try {
        return {spec.kind, complete(findEntry(entries, spec.kind).schema, spec.parameters, where)};
    } catch (const Error& error) {
        throw error.field().empty() ? Error(error.message(), where + ".kind") : error;
    }
}

std::vector<LayerSpec> completeLayers(const std::vector<LayerSpec>& layers, const std::string& where) {
    std::vector<LayerSpec> result;
    for (const LayerSpec& layer : layers)
        result.push_back(completeKind(layerEntries(), layer, where + "." + std::to_string(result.size())));
    return result;
}

/// The live parameters of `after` written over those of `before`.
Parameters withLive(const ParameterSchema& schema, Parameters before, const Parameters& after) {
    for (const ParameterSpec& spec : schema)
        if (const ParameterValue* value = after.find(spec.key); spec.live && value)
            before.set(spec.key, *value);
    return before;
}

KindSpec withLive(const std::vector<CatalogueEntry>& entries, KindSpec before, const KindSpec& after) {
    if (before.kind == after.kind)
        before.parameters = withLive(findEntry(entries, after.kind).schema, before.parameters, after.parameters);
    return before;
}

} // namespace

const CatalogueEntry& findEntry(const std::vector<CatalogueEntry>& entries, const std::string& id) {
    const auto found = std::ranges::find(entries, id, &CatalogueEntry::id);
    if (found != entries.end())
        return *found;
    std::vector<std::string> ids;
    for (const CatalogueEntry& entry : entries)
        ids.push_back(entry.id);
    throw Error("\"" + id + "\" is unknown. Known: " + joined(ids) + ".");
}

Experiment complete(const Experiment& experiment) {
    Experiment result;
    result.dataset = completeKind(datasetEntries(), experiment.dataset, "dataset");
    codeLayer(experiment.network.code); // checks it
    result.network = {completeLayers(experiment.network.encoder, "network.encoder"),
                      experiment.network.code,
                      experiment.network.mirrored,
                      {},
                      experiment.network.tied};
    if (!experiment.network.mirrored)
        result.network.decoder = completeLayers(experiment.network.decoder, "network.decoder");
    result.variant = completeKind(variantEntries(), experiment.variant, "variant");
    result.corruption = completeKind(corruptionEntries(), experiment.corruption, "corruption");
    result.training = complete(trainingSchema(), experiment.training, "training");
    recipeCatalogue().at(result.variant.kind).check(result);
    return result;
}

Experiment withLiveFrom(const Experiment& before, const Experiment& after) {
    Experiment result = before;
    result.variant = withLive(variantEntries(), before.variant, after.variant);
    result.corruption = withLive(corruptionEntries(), before.corruption, after.corruption);
    result.training = withLive(trainingSchema(), before.training, after.training);
    return result;
}

bool differOnlyLive(const Experiment& before, const Experiment& after) {
    return before != after && withLiveFrom(before, after) == after;
}

} // namespace hourglass
