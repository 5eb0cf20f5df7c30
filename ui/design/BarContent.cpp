// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/BarContent.h"

#include "ui/session/Convert.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("BarContent", text);
}

QString variants(const QStringList& wordings) {
    return wordings.join(QChar(0x9c));
}

/// "950", "66k", "1.2M": where the full number does not fit.
QString roughly(std::int64_t number) {
    if (number < 1000)
        return QString::number(number);
    return number < 1'000'000 ? tr("%1k").arg(std::llround(double(number) / 1e3))
                              : tr("%1M").arg(double(number) / 1e6, 0, 'f', 1);
}

QString parametersInWords(std::int64_t count) {
    return count == 0 ? tr("no parameters") : count == 1 ? tr("1 parameter") : tr("%1 parameters").arg(grouped(count));
}

/// "512 bytes", "2.0 kB".
QString memoryInWords(std::int64_t bytes) {
    return bytes < 1000        ? tr("%1 bytes").arg(bytes)
           : bytes < 1'000'000 ? tr("%1 kB").arg(double(bytes) / 1e3, 0, 'f', 1)
                               : tr("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 1);
}

/// "803k operations".
QString arithmeticInWords(std::int64_t flops) {
    return flops == 0 ? tr("no arithmetic") : tr("%1 operations").arg(roughly(flops));
}

double logarithm(const Shape& shape) {
    return std::log(double(std::max<std::int64_t>(shape.elements(), 2)));
}

QString activationLabel(const Parameters& parameters) {
    const ParameterValue* id = parameters.find("activation");
    const auto found =
        std::ranges::find_if(activationChoices(), [&](const auto& choice) { return id && toText(*id) == choice.id; });
    return !id || toText(*id) == "none" || found == activationChoices().end() ? QString() : toQString(found->label);
}

void describeMaps(BarContent& bar, const Shape& output) {
    if (!output.isPicture())
        return;
    bar.channels = int(output.channels());
    bar.side = double(std::max(output.height(), output.width()));
}

void describeOutput(BarContent& bar, const LayerReport& report) {
    const QString output = toQString(report.output.text());
    const QString count = grouped(report.parameters);
    bar.detail =
        report.parameters == 0
            ? variants({tr("→ %1 · no parameters · %2 · %3")
                            .arg(output, memoryInWords(report.activationBytes), arithmeticInWords(report.flops)),
                        tr("→ %1 · no parameters").arg(output), tr("→ %1").arg(output), QString()})
            : variants({tr("→ %1 · %2 parameters · %3 · %4")
                            .arg(output, count, memoryInWords(report.activationBytes), arithmeticInWords(report.flops)),
                        tr("→ %1 · %2 parameters").arg(output, count), tr("→ %1 · %2 par.").arg(output, count),
                        tr("→ %1 · %2").arg(output, roughly(report.parameters)), tr("→ %1").arg(output), QString()});
    bar.cost =
        tr("%1 of memory and %2 for a sample").arg(memoryInWords(report.activationBytes), arithmeticInWords(report.flops));
    bar.spokenName += tr(", output %1, %2").arg(output, parametersInWords(report.parameters));
    bar.width = logarithm(report.output);
    describeMaps(bar, report.output);
}

BarContent describeEnd(BarRole role, const Shape& shape) {
    BarContent bar;
    bar.id = {role, 0};
    const QString name = role == BarRole::Input ? tr("Input") : tr("Output");
    bar.title = variants({name + ' ' + toQString(shape.text()), name});
    bar.spokenName = name + ' ' + toQString(shape.text());
    bar.explanation = role == BarRole::Input
                          ? tr("One sample as the data set gives it. It is as large as the data are.")
                          : tr("The reconstruction, which has the shape of the input. Training brings the two together.");
    bar.width = logarithm(shape);
    describeMaps(bar, shape);
    return bar;
}

BarContent describeLayer(BarId id, const LayerSpec& layer, int count) {
    BarContent bar;
    bar.id = id;
    const CatalogueEntry* entry = layerEntry(layer.kind);
    QString name = entry ? toQString(entry->title) : toQString(layer.kind);
    if (const ParameterSpec* main = mainParameter(layer.kind)) {
        const Parameters values = withDefaults(entry->schema, layer.parameters);
        bar.main = *main;
        bar.mainValue = values.real(main->key);
        name += ' ' + NumberBox::shortText(bar.mainValue);
    }
    const QString activation = activationLabel(layer.parameters);
    bar.title = activation.isEmpty() ? name : variants({tr("%1 · %2").arg(name, activation), name});
    bar.spokenName = (id.role == BarRole::Encoder ? tr("Encoder layer %1 of %2, %3") : tr("Decoder layer %1 of %2, %3"))
                         .arg(id.index + 1)
                         .arg(count)
                         .arg(name);
    bar.explanation = entry ? toQString(entry->summary) : tr("This version of Hourglass does not know this kind.");
    bar.nearness = double(id.role == BarRole::Encoder ? id.index + 1 : count - id.index) / (count + 1);
    return bar;
}

BarContent describeCode(const CodeSpec& code) {
    BarContent bar;
    bar.id = {BarRole::Code, 0};
    const QString size = QString::number(code.size);
    const QString activation = activationLabel(codeParameters(code));
    const QString name = code.kind == "maps" ? tr("Code %1 maps").arg(size) : tr("Code %1").arg(size);
    bar.title = activation.isEmpty() ? variants({name, size}) : variants({tr("%1 · %2").arg(name, activation), name, size});
    bar.spokenName = tr("Code, size %1").arg(size);
    bar.explanation = tr("The waist of the hourglass: all that the decoder gets to know of a sample.");
    bar.nearness = 1;
    bar.main = codeSchema().front();
    bar.mainValue = double(code.size);
    return bar;
}

/// The layers of one part; as many as have a report get shape and parameters, the others are as wide as what
/// stands above them.
void appendLayers(std::vector<BarContent>& bars, BarRole role, const std::vector<LayerSpec>& layers,
                  const std::vector<LayerReport>& reports) {
    for (std::size_t i = 0; i < layers.size(); ++i) {
        BarContent bar = describeLayer({role, int(i)}, layers[i], int(layers.size()));
        bar.width = bars.back().width;
        if (i < reports.size())
            describeOutput(bar, reports[i]);
        bars.push_back(std::move(bar));
    }
}

void placeFault(std::vector<BarContent>& bars, const LayerFault& fault) {
    auto bar = std::ranges::find(bars, barOf(fault), &BarContent::id);
    if (bar == bars.end()) // Past the last layer: what is missing would have led to the output.
        bar = bars.end() - 1;
    bar->fault = toQString(fault.message);
    bar->spokenName += tr(", error: %1").arg(bar->fault);
}

} // namespace

std::vector<BarContent> describeBars(const NetworkSpec& network, const NetworkReport& report) {
    std::vector<BarContent> bars = {describeEnd(BarRole::Input, report.input)};
    appendLayers(bars, BarRole::Encoder, network.encoder, report.encoder);

    BarContent code = describeCode(network.code);
    code.width = bars.back().width / 2;
    if (report.code)
        describeOutput(code, *report.code);
    bars.push_back(std::move(code));

    if (network.mirrored) {
        std::vector<LayerSpec> layers;
        for (const LayerReport& layer : report.decoder)
            layers.push_back(layer.layer);
        const std::size_t first = bars.size();
        appendLayers(bars, BarRole::Decoder, layers, report.decoder);
        for (std::size_t i = first; i < bars.size(); ++i) {
            bars[i].mirrored = true;
            bars[i].main.reset();
            bars[i].spokenName += tr(", mirrors the encoder");
        }
    } else {
        appendLayers(bars, BarRole::Decoder, network.decoder, report.decoder);
    }
    bars.push_back(describeEnd(BarRole::Output, report.input));
    if (report.fault)
        placeFault(bars, *report.fault);

    const double widest = std::ranges::max(bars, {}, &BarContent::width).width;
    const double largest = std::max(1.0, std::ranges::max(bars, {}, &BarContent::side).side);
    for (BarContent& bar : bars) {
        bar.width /= widest;
        bar.side /= largest;
    }
    return bars;
}

} // namespace hourglass::ui
