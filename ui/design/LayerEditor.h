// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/NetworkEdits.h"

#include <QString>
#include <QWidget>

namespace hourglass::ui {

class KindForm;
class ParameterForm;

/// Everything about one layer, or about the code, as a form: the content of the popup.
class LayerEditor : public QWidget {
    Q_OBJECT

public:
    explicit LayerEditor(BarId id, QWidget* parent = nullptr);

    /// Silent. Does nothing when the layer is not there any more.
    void setNetwork(const NetworkSpec& network, const NetworkReport& report);

Q_SIGNALS:
    void networkEdited(const hourglass::NetworkSpec& network, const QString& what, const QString& mergeKey);

private:
    void makeLayerForm();
    void makeCodeForm();

    BarId m_id;
    NetworkSpec m_network;
    KindForm* m_layer = nullptr;     ///< for a layer
    ParameterForm* m_code = nullptr; ///< for the code
};

} // namespace hourglass::ui
