// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Hyperparameters.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "ui/design/NetworkEdits.h"
#include "ui/session/Convert.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

std::string tr(const char* text) {
    return toStdString(QCoreApplication::translate("Hyperparameters", text));
}

/// The parameter that says how many nodes (or channels) a layer has; null for pooling and its like, which
/// have no activation and no nodes of their own.
const ParameterSpec* nodesParameter(const LayerSpec& layer) {
    const CatalogueEntry* entry = layerEntry(layer.kind);
    const bool activates =
        entry && std::ranges::find(entry->schema, "activation", &ParameterSpec::key) != entry->schema.end();
    return activates ? mainParameter(layer.kind) : nullptr;
}

bool hasNodes(const LayerSpec& layer) {
    return nodesParameter(layer) != nullptr;
}

std::int64_t nodesOf(const LayerSpec& layer) {
    return withDefaults({*nodesParameter(layer)}, layer.parameters).integer(nodesParameter(layer)->key);
}

std::vector<std::int64_t> nodesPerLayer(const NetworkSpec& network) {
    std::vector<std::int64_t> nodes;
    for (const LayerSpec& layer : network.encoder)
        if (hasNodes(layer))
            nodes.push_back(nodesOf(layer));
    return nodes;
}

/// One more below the last: dense layers go on narrowing half way to the code, other kinds are repeated.
void addLayer(NetworkSpec& network) {
    auto& layers = network.encoder;
    const auto last = std::find_if(layers.rbegin(), layers.rend(), hasNodes);
    if (last == layers.rend()) {
        layers.push_back(newLayer("dense"));
        return;
    }
    LayerSpec next = *last;
    if (next.kind == "dense")
        next.parameters.set("units", std::max((nodesOf(next) + network.code.size) / 2, std::int64_t(1)));
    layers.insert(last.base(), next);
}

/// Removes the last; what follows it stays if it can follow the layer above instead.
void removeLayer(NetworkSpec& network) {
    auto& layers = network.encoder;
    const auto last = std::find_if(layers.rbegin(), layers.rend(), hasNodes).base() - 1;
    const bool aboveHasNodes = last != layers.begin() && hasNodes(*(last - 1));
    layers.erase(last, aboveHasNodes ? last + 1 : layers.end());
}

void setLayerCount(NetworkSpec& network, std::int64_t count) {
    while (std::int64_t(nodesPerLayer(network).size()) < count)
        addLayer(network);
    while (std::int64_t(nodesPerLayer(network).size()) > count)
        removeLayer(network);
}

std::vector<std::int64_t> parsedNodes(const std::string& text) {
    std::vector<std::int64_t> nodes;
    for (const QString& word : toQString(text).split(',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        nodes.push_back(word.trimmed().toLongLong(&isNumber));
        if (!isNumber || nodes.back() < 1)
            throw Error(toStdString(
                QCoreApplication::translate("Hyperparameters", "“%1” is not a number of nodes. Write a list like 512, 128.")
                    .arg(word.trimmed())));
    }
    return nodes;
}

std::string inWords(const std::vector<std::int64_t>& nodes) {
    QStringList words;
    for (const std::int64_t count : nodes)
        words << QString::number(count);
    return toStdString(words.join(QStringLiteral(", ")));
}

void setNodes(NetworkSpec& network, const std::vector<std::int64_t>& nodes) {
    setLayerCount(network, std::int64_t(nodes.size()));
    auto value = nodes.begin();
    for (LayerSpec& layer : network.encoder)
        if (const ParameterSpec* parameter = nodesParameter(layer))
            layer.parameters.set(parameter->key, *value++);
}

} // namespace

const ParameterSchema& hyperparameterSchema() {
    static const ParameterSchema schema = [] {
        ParameterSchema list = {
            ParameterSpec::integer("codeSize", tr("Code size"), 32, codeSchema().front().minimum,
                                   codeSchema().front().maximum)
                .withHelp(tr("How many numbers a sample is squeezed into. Smaller means more compression and "
                             "a blurrier "
                             "reconstruction.")),
            ParameterSpec::integer("layers", tr("Encoder layers"), 2, 0, 20)
                .withHelp(tr("How many layers lead to the code; the mirrored decoder has as many. More "
                             "layers can learn "
                             "more complex codes, but are harder to train.")),
            ParameterSpec::string("nodes", tr("Nodes per layer"), "512, 128")
                .withHelp(tr("The size of each encoder layer from the input to the code, separated by "
                             "commas: nodes of "
                             "dense layers, channels of convolutions. Usually they fall towards the code.")),
        };
        const auto loss = std::ranges::find(trainingSchema(), "loss", &ParameterSpec::key);
        if (loss != trainingSchema().end())
            list.push_back(*loss);
        return list;
    }();
    return schema;
}

Parameters hyperparametersOf(const Experiment& experiment) {
    const std::vector<std::int64_t> nodes = nodesPerLayer(experiment.network);
    Parameters values = {
        {"codeSize", experiment.network.code.size}, {"layers", std::int64_t(nodes.size())}, {"nodes", inWords(nodes)}};
    if (const ParameterValue* loss = experiment.training.find("loss"))
        values.set("loss", *loss);
    return values;
}

std::int64_t widestLayer(const Experiment& experiment) {
    const std::vector<std::int64_t> nodes = nodesPerLayer(experiment.network);
    return nodes.empty() ? 0 : std::ranges::max(nodes);
}

std::string nodesScaledTo(const Experiment& experiment, std::int64_t widest) {
    std::vector<std::int64_t> nodes = nodesPerLayer(experiment.network);
    const double factor = double(widest) / double(std::max<std::int64_t>(widestLayer(experiment), 1));
    for (std::int64_t& count : nodes)
        count = std::max<std::int64_t>(std::llround(double(count) * factor), 1);
    return inWords(nodes);
}

std::string hyperparameterFor(const std::string& field) {
    return field == "network.code.size"           ? "codeSize"
           : field.starts_with("network.encoder") ? "nodes"
           : field == "training.loss"             ? "loss"
                                                  : "";
}

Experiment withHyperparameter(Experiment experiment, const std::string& key, const ParameterValue& value) {
    if (key == "codeSize")
        experiment.network.code.size = std::get<std::int64_t>(value);
    else if (key == "layers")
        setLayerCount(experiment.network, std::get<std::int64_t>(value));
    else if (key == "nodes")
        setNodes(experiment.network, parsedNodes(std::get<std::string>(value)));
    else
        experiment.training.set(key, value);
    return experiment;
}

} // namespace hourglass::ui
