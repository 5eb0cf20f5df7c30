// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/BarContent.h"
#include "ui/design/BarSelection.h"
#include "ui/design/DesignKeys.h"
#include "ui/design/FaultNote.h"
#include "ui/design/SampleColumn.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace hourglass::ui {

class BarMotion;
class CodeBar;
class LayerBar;
class RoundButton;

/// The picture of the hourglass, and what mouse and keys ask for. Lives in a scroll area: it shrinks its bars
/// while that helps and then grows beyond the viewport. Bars glide to new places. It changes nothing itself.
class HourglassView : public QWidget {
    Q_OBJECT

public:
    explicit HourglassView(QWidget* parent = nullptr);

    /// @param decoderEditable  layers may be added between code and output
    void setBars(const std::vector<BarContent>& bars, bool decoderEditable);
    /// Buttons for what would mend the faulty network that setBars() brought; see repairRequested().
    void offerRepairs(const std::vector<RepairOffer>& offers);
    /// A sample on its way through these bars, from input to output; see SampleColumn. None: no sample is known.
    /// @param number  of the sample
    void setSample(const std::vector<QImage>& pictures, qint64 number);
    bool hasSample() const { return m_hasColumn; }
    /// The bar that has the focus, or gets it next.
    BarId current() const;
    /// The chosen layers from top to bottom; the current one where no others are. Empty when that is no layer that may be
    /// edited.
    std::vector<BarId> chosen() const;
    /// The last of them becomes the current bar. Bars that are not there leave everything as it is.
    void choose(const std::vector<BarId>& ids);
    /// Where a new layer goes when nobody says where: below the current bar, or as near above it as layers
    /// may stand.
    BarId placeForNewLayer() const;
    /// Null when there is none.
    LayerBar* barAt(BarId id) const;

Q_SIGNALS:
    void editRequested(hourglass::ui::BarId id);
    void valueEdited(hourglass::ui::BarId id, double value);
    void codeSizeStepped(int steps);
    /// @param at      the place of the new layer
    /// @param anchor  what stands in that place on the screen
    void insertRequested(hourglass::ui::BarId at, QWidget* anchor);
    void actionRequested(hourglass::ui::LayerAction action);
    /// The chosen layers, by one place up (−1) or down (1).
    void shiftRequested(int by);
    /// @param to  the layer's index afterwards
    void moveRequested(hourglass::ui::BarId id, int to);
    void repairRequested(int index);
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
    bool event(QEvent* event) override;

private:
    struct Drag {
        LayerBar* bar;
        int gap; ///< where it would go; gap i lies above bar i
    };

    void connectBar(LayerBar* bar);
    void matchPool(const std::vector<BarContent>& bars);
    QSize room() const; ///< for the bars without scrolling
    int columnWidth() const;
    QRect columnArea() const;
    std::vector<QRect> barPlaces() const;
    void arrange(bool smoothly);
    void makeCurrent(std::size_t index);
    void showChosen();
    void clickBar(LayerBar* bar, Qt::KeyboardModifiers modifiers);
    std::size_t placeOf(LayerBar* bar) const;
    void drag(LayerBar* bar, int y);
    void endDrag(bool drop);
    int gapCentre(int gap) const;
    QRect gapArea(int gap) const;
    /// What a new layer in this gap would be; nothing where none may stand.
    std::optional<BarId> placeInGap(int gap) const;
    int gapForNewLayer() const;
    void requestInsert(int gap);
    void showInsertButton(int gap);
    void walk(int by, Qt::FocusReason reason);

    std::vector<LayerBar*> m_bars; ///< from input to output
    std::vector<LayerBar*> m_pool; ///< all but the code, in order; kept from one network to the next
    BarSelection m_selection;
    CodeBar* m_codeBar;
    BarMotion* m_motion;
    RoundButton* m_insertButton;
    FaultNote* m_fault;
    SampleColumn m_samples;
    qint64 m_sample = 0;
    bool m_hasColumn = false;
    QSize m_room; ///< that the bars stand in
    bool m_decoderEditable = false;
    int m_hoveredGap = 0;
    std::size_t m_current = 0;
    std::optional<Drag> m_drag;
};

} // namespace hourglass::ui
