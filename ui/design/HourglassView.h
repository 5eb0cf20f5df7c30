// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/BarContent.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace hourglass::ui {

class CodeBar;
class FaultLabel;
class LayerBar;
class RoundButton;

/// The picture of the hourglass, and what mouse and keys ask for. Lives in a scroll area: it shrinks its bars
/// while that helps and then grows beyond the viewport. It changes nothing itself.
class HourglassView : public QWidget {
    Q_OBJECT

public:
    explicit HourglassView(QWidget* parent = nullptr);

    /// @param decoderEditable  layers may be added between code and output
    void setBars(const std::vector<BarContent>& bars, bool decoderEditable);
    /// The bar that has the focus, or gets it next.
    BarId current() const;
    /// A bar that is not there leaves the current one as it is.
    void setCurrent(BarId id);
    /// Where a new layer goes when nobody says where: below the current bar, or as near above it as layers
    /// may stand.
    BarId placeForNewLayer() const;
    /// Null when there is none.
    LayerBar* barAt(BarId id) const;

Q_SIGNALS:
    void editRequested(hourglass::ui::BarId id);
    void valueEdited(hourglass::ui::BarId id, double value);
    void codeSizeStepped(int steps);
    /// @param at  the place of the new layer
    void insertRequested(hourglass::ui::BarId at, const QPoint& globalPosition);
    void removeRequested(hourglass::ui::BarId id);
    /// @param to  the layer's index afterwards
    void moveRequested(hourglass::ui::BarId id, int to);
    void menuRequested(hourglass::ui::BarId id, const QPoint& globalPosition);
    /// Part of the picture that should be scrolled into sight.
    void sightRequested(const QRect& area);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Drag {
        LayerBar* bar;
        int gap; ///< where it would go; gap i lies above bar i
    };

    void connectBar(LayerBar* bar);
    void arrange();
    void makeCurrent(std::size_t index);
    void drag(LayerBar* bar, int y);
    void endDrag(bool drop);
    int gapCentre(int gap) const;
    QRect gapArea(int gap) const;
    /// What a new layer in this gap would be; nothing where none may stand.
    std::optional<BarId> placeInGap(int gap) const;
    int gapForNewLayer() const;
    void requestInsert(int gap);
    void moveCurrent(int by);
    void moveLayer(BarId id, int by);
    /// Whether it may be moved and removed.
    bool isLayer(BarId id) const;

    std::vector<LayerBar*> m_bars; ///< from input to output
    std::vector<LayerBar*> m_pool; ///< all but the code, in order; kept from one network to the next
    CodeBar* m_codeBar;
    RoundButton* m_insertButton;
    FaultLabel* m_fault;
    bool m_decoderEditable = false;
    int m_hoveredGap = 0;
    std::size_t m_current = 0;
    std::optional<Drag> m_drag;
};

} // namespace hourglass::ui
