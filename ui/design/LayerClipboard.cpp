// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/LayerClipboard.h"

#include "ui/design/NetworkEdits.h"
#include "ui/session/Convert.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace hourglass::ui {

namespace {
constexpr char Format[] = "application/x-hourglass-layers+json";
constexpr qsizetype LargestCopy = 1 << 20; // bytes
} // namespace

void copyLayers(const std::vector<LayerSpec>& layers) {
    Experiment holder = defaultExperiment();
    holder.network.encoder = layers;
    const QString json = toQString(toJson(holder));
    auto* mime = new QMimeData;
    mime->setData(Format, json.toUtf8());
    mime->setText(json);
    QGuiApplication::clipboard()->setMimeData(mime);
}

std::vector<LayerSpec> copiedLayers() {
    const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
    const QByteArray json = mime ? mime->data(Format) : QByteArray();
    if (json.isEmpty() || json.size() > LargestCopy)
        return {};
    try {
        std::vector<LayerSpec> layers = experimentFromJson(json.toStdString()).network.encoder;
        std::erase_if(layers, [](const LayerSpec& layer) { return !layerEntry(layer.kind); });
        return layers;
    } catch (const std::exception&) { // another program's, or another version's
        return {};
    }
}

} // namespace hourglass::ui
