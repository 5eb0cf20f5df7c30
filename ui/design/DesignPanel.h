// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Network.h"
#include "engine/api/Preview.h"
#include "engine/api/Repairs.h"
#include "ui/design/NetworkEdits.h"

#include <QPointer>
#include <QString>
#include <QWidget>

#include <vector>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QMenu;
class QScrollArea;

namespace hourglass::ui {

class HourglassView;
class LayerEditor;
enum class LayerAction;

/// The hourglass: each layer a bar as wide as its size, the code in the accent colour. Computes nothing: it
/// shows a NetworkSpec with its NetworkReport, and proposes changes.
class DesignPanel : public QWidget {
    Q_OBJECT

public:
    explicit DesignPanel(QWidget* parent = nullptr);

    void setNetwork(const NetworkSpec& network, const NetworkReport& report);
    /// For the faulty network that setNetwork() brought.
    void offerRepairs(const std::vector<Repair>& repairs);
    /// A sample on its way through the network, or one that was there before it.
    /// @param number  of the sample
    void setPreview(const Preview& preview, qint64 number);

Q_SIGNALS:
    /// The preview is to be of another sample.
    void nextSampleRequested();
    /// @param what      "Remove dense layer", for the undo menu
    /// @param mergeKey  non-empty while one value is being dragged or typed
    void networkEdited(const hourglass::NetworkSpec& network, const QString& what, const QString& mergeKey);

protected:
    bool event(QEvent* event) override;

private:
    void fitTools();
    void insertLayers(BarId at, const std::vector<LayerSpec>& layers, const QString& what);
    void act(LayerAction action);
    void shiftLayers(int by);
    void moveLayer(BarId id, int to);
    void setMainValue(BarId id, double value);
    void stepCodeSize(int steps);
    void setMirrored(bool mirrored);
    void setTied(bool tied);

    void repair(int index);

    void edit(BarId id);
    void showPalette(BarId at, QWidget* anchor);
    void showBarMenu(BarId id, const QPoint& position);
    void addLayerActions(QMenu* menu, BarId id);

    NetworkSpec m_network;
    NetworkReport m_report;
    HourglassView* m_view;
    QScrollArea* m_scroll;
    QCheckBox* m_mirror;
    QCheckBox* m_tie;
    QBoxLayout* m_tools; ///< below the hourglass
    QLabel* m_summary;
    std::vector<Repair> m_repairs;  ///< that are on offer
    QPointer<LayerEditor> m_editor; ///< in the open popup
};

} // namespace hourglass::ui
