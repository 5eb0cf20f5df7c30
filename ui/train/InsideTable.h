// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/train/InsideWorries.h"

#include <QTableWidget>

namespace hourglass::ui {

/// The layers of a network, from the encoder to the reconstruction, and how each of them does. The row of the current cell
/// is the layer that is chosen.
class InsideTable : public QTableWidget {
    Q_OBJECT

public:
    explicit InsideTable(QWidget* parent = nullptr);

    /// @param chosen  index into layers
    void setLayers(const std::vector<LayerInside>& layers, std::size_t chosen, const std::vector<InsideWorry>& worries);

Q_SIGNALS:
    void layerChosen(int layer);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setRow(int row, const LayerInside& layer, double largestGradient);
    void mark(const InsideWorry& worry);
    void fitRows();
};

} // namespace hourglass::ui
