// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunSettings.h"

#include "engine/api/Catalogues.h"
#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace hourglass::ui {

namespace {

struct RunSettings {
    Q_DECLARE_TR_FUNCTIONS(RunSettings)
};

QString yesOrNo(bool flag) {
    return flag ? RunSettings::tr("yes") : RunSettings::tr("no");
}

QString valueText(const ParameterSpec& spec, const ParameterValue& value) {
    if (const bool* flag = std::get_if<bool>(&value))
        return yesOrNo(*flag);
    QString text = toQString(toText(value));
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        text = grouped(*integer);
    else if (const auto* real = std::get_if<double>(&value))
        text = numberText(*real, 6);
    const auto choice = std::ranges::find(spec.choices, toStdString(text), &ParameterSpec::Choice::id);
    if (choice != spec.choices.end())
        text = toQString(choice->label);
    return spec.unit.empty() ? text : text + ' ' + toQString(spec.unit);
}

void add(std::vector<RunSetting>& settings, const QString& group, const ParameterSchema& schema, const Parameters& values) {
    for (const ParameterSpec& spec : schema)
        if (const ParameterValue* value = values.find(spec.key); value && isShown(spec, values))
            settings.push_back({group, toQString(spec.label), valueText(spec, *value)});
}

/// What the entry is called, and its parameters.
void addKind(std::vector<RunSetting>& settings, const QString& group, const std::vector<CatalogueEntry>& entries,
             const KindSpec& spec) {
    const CatalogueEntry& entry = findEntry(entries, spec.kind);
    settings.push_back({group, RunSettings::tr("Kind"), toQString(entry.title)});
    add(settings, group, entry.schema, spec.parameters);
}

/// "Dense: 512 units, ReLU".
QString layerText(const LayerSpec& layer) {
    const CatalogueEntry& entry = findEntry(layerEntries(), layer.kind);
    QStringList values;
    for (const ParameterSpec& spec : entry.schema)
        if (const ParameterValue* value = layer.parameters.find(spec.key); value && isShown(spec, layer.parameters))
            values << RunSettings::tr("%1 %2").arg(inSentence(toQString(spec.label)), valueText(spec, *value));
    const QString title = toQString(entry.title);
    return values.isEmpty() ? title : RunSettings::tr("%1: %2").arg(title, values.join(", "));
}

void addLayers(std::vector<RunSetting>& settings, const QString& name, const std::vector<LayerSpec>& layers) {
    for (std::size_t i = 0; i < layers.size(); ++i)
        settings.push_back({RunSettings::tr("Network"), name.arg(i + 1), layerText(layers[i])});
}

} // namespace

std::vector<RunSetting> settingsOf(const Experiment& experiment) {
    std::vector<RunSetting> settings;
    const NetworkSpec& network = experiment.network;
    const auto addNetwork = [&](const QString& label, const QString& value) {
        settings.push_back({RunSettings::tr("Network"), label, value});
    };
    addKind(settings, RunSettings::tr("Data"), datasetEntries(), experiment.dataset);
    addKind(settings, RunSettings::tr("Variant"), variantEntries(), experiment.variant);
    addLayers(settings, RunSettings::tr("Encoder, layer %1"), network.encoder);
    addNetwork(RunSettings::tr("Code"), network.code.kind == "maps" ? RunSettings::tr("%1 maps").arg(network.code.size)
                                                                    : RunSettings::tr("%1 numbers").arg(network.code.size));
    const auto activation = std::ranges::find(activationChoices(), network.code.activation, &ParameterSpec::Choice::id);
    addNetwork(RunSettings::tr("Code, activation"),
               toQString(activation == activationChoices().end() ? network.code.activation : activation->label));
    addNetwork(RunSettings::tr("Mirrored"), yesOrNo(network.mirrored));
    addNetwork(RunSettings::tr("Tied weights"), yesOrNo(network.tied));
    addLayers(settings, RunSettings::tr("Decoder, layer %1"), network.decoder);
    addKind(settings, RunSettings::tr("Noise"), corruptionEntries(), experiment.corruption);
    add(settings, RunSettings::tr("Training"), trainingSchema(), experiment.training);
    return settings;
}

} // namespace hourglass::ui
