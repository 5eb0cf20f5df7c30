// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Network.h"

#include <QString>
#include <QWidget>

namespace hourglass::ui {

/// The hourglass: each layer a bar as wide as its size, the code in the accent colour. Computes nothing: it shows a
/// NetworkSpec with its NetworkReport, and proposes changes.
class DesignPanel : public QWidget {
    Q_OBJECT

public:
    explicit DesignPanel(QWidget* parent = nullptr);

    void setNetwork(const NetworkSpec& network, const NetworkReport& report);

Q_SIGNALS:
    /// @param what      "Remove dense layer", for the undo menu
    /// @param mergeKey  non-empty while one value is being dragged or typed
    void networkEdited(const hourglass::NetworkSpec& network, const QString& what, const QString& mergeKey);
};

} // namespace hourglass::ui
