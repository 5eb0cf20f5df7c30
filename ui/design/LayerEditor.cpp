// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/LayerEditor.h"

#include "ui/design/KindForm.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ParameterForm.h"

#include <QVBoxLayout>

namespace hourglass::ui {

LayerEditor::LayerEditor(BarId id, QWidget* parent)
    : QWidget(parent)
    , m_id(id) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (id.role == BarRole::Code)
        makeCodeForm();
    else
        makeLayerForm();
}

void LayerEditor::makeLayerForm() {
    m_layer = new KindForm(layerEntries(), tr("Kind of layer"), this);
    layout()->addWidget(m_layer);
    connect(m_layer, &KindForm::kindChosen, this, [this](const std::string& kind, const QString& what) {
        const LayerSpec& layer = layersOf(m_network, m_id.role).at(std::size_t(m_id.index));
        Q_EMIT networkEdited(withLayer(m_network, m_id, withKind(layer, kind)), what, {});
    });
    connect(m_layer, &KindForm::parametersEdited, this,
            [this](const Parameters& parameters, const QString& what, const std::string& key) {
                LayerSpec layer = layersOf(m_network, m_id.role).at(std::size_t(m_id.index));
                layer.parameters = parameters;
                const QString mergeKey = key.empty() ? QString() : pathOf(m_id) + '.' + toQString(key);
                Q_EMIT networkEdited(withLayer(m_network, m_id, layer), what, mergeKey);
            });
}

void LayerEditor::makeCodeForm() {
    m_code = new ParameterForm(this);
    m_code->setSchema(codeSchema());
    layout()->addWidget(m_code);
    connect(m_code, &ParameterForm::edited, this,
            [this](const std::string& key, const ParameterValue& value, const QString& what) {
                Parameters parameters = codeParameters(m_network.code);
                parameters.set(key, value);
                NetworkSpec network = m_network;
                network.code = codeFromParameters(parameters);
                Q_EMIT networkEdited(network, what, key == "size" ? pathOf(m_id) + ".size" : QString());
            });
}

void LayerEditor::setNetwork(const NetworkSpec& network, const NetworkReport& report) {
    m_network = network;
    const QString message = report.fault && barOf(*report.fault) == m_id ? toQString(report.fault->message) : QString();
    const std::string key = report.fault ? report.fault->field.substr(report.fault->field.rfind('.') + 1) : std::string();
    if (m_code) {
        m_code->setValues(codeParameters(network.code));
        m_code->clearFaults();
        m_code->showFault(key, message);
    } else if (const auto& layers = layersOf(network, m_id.role); m_id.index < int(layers.size())) {
        m_layer->setSpec(layers[std::size_t(m_id.index)]);
        m_layer->clearFaults();
        m_layer->showFault(key, message);
    }
}

} // namespace hourglass::ui
