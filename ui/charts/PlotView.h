// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/AxisScale.h"

#include <QCategoryAxis>
#include <QChartView>
#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace hourglass::ui {

struct HoverCard;

/// A plot in the theme's colours: two axes by Qt Charts, a text while it is empty, refreshed at most ten times a
/// second however often its data change. The arrow keys do what the pointer does. One that can be zoomed comes closer by
/// the wheel, by drawing a range and by +, is moved by the middle button and by Shift and the arrows, and goes back by a
/// double click and Home.
class PlotView : public QChartView {
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent = nullptr);

    void setAxisTitles(const QString& x, const QString& y);
    /// The place of a value, in the axes' positions (see AxisScale), in pixels of the view.
    QPointF toPixels(const QPointF& value) const;
    QRectF plotArea() const;
    /// Shows what is new without waiting for its turn.
    void refreshNow();
    /// Paints the plot at its own size, from the painter's origin, without anything of the pointer or the focus.
    void paintPicture(QPainter& painter);
    bool isEmpty() const { return !m_emptyText.isEmpty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    /// Refreshes: at once where the last time is long enough ago, so that all that one report changes is painted together.
    void dataChanged();
    /// Works out scales and series from the data.
    virtual void refresh() = 0;
    /// Paints under axes and series; the plot is not empty. Pixels of the view.
    virtual void paintBackdrop(QPainter&) {}
    /// Paints over axes and series; the plot is not empty. Pixels of the view.
    virtual void paintPlot(QPainter& painter) = 0;
    /// Paints over that what belongs to the pointer or the cursor.
    virtual void paintPointer(QPainter& painter) = 0;
    /// Whether a picture is being painted to be taken away: with lines in place of pixels.
    bool isPicture() const { return m_isPicture; }
    /// The pointer stands there, in pixels inside the plot's area, or has left it.
    /// @return whether something else than before is under it
    virtual bool hoverAt(const std::optional<QPointF>& position) = 0;
    /// The user pressed an arrow key; −1 is left or up.
    virtual void moveCursor(int direction) = 0;
    /// Where there is something to come closer to.
    virtual bool canZoom() const { return false; }
    /// @param factor  of what is on show: 0.5 comes closer
    /// @param place   in pixels, stays where it is
    virtual void zoom(double /*factor*/, const QPointF& /*place*/) {}
    virtual void pan(const QPointF& /*share*/) {}                ///< of what is on show, to the right and up
    virtual void showRange(double /*left*/, double /*right*/) {} ///< in pixels
    virtual void showAll() {}
    /// Where the arrow keys have come to, in pixels; nothing before that.
    virtual std::optional<QPointF> cursorPlace() const { return std::nullopt; }
    /// What the left button does while it is held: draws a range to come closer to.
    /// @return whether the event was about that
    virtual bool draw(const QMouseEvent& event);
    /// What stands under the pointer, for a screen reader that cannot see the card.
    void announce(const HoverCard& card);

    /// A text instead of axes and data, or nothing instead of the text.
    void setEmptyText(const QString& text);
    void setScales(const AxisScale& x, const AxisScale& y);
    const AxisScale& xScale() const { return m_xScale; }
    const AxisScale& yScale() const { return m_yScale; }
    int xLabelRoom() const; ///< how many labels fit, at least 2
    int yLabelRoom() const;
    QCategoryAxis* xAxis() const { return m_xAxis; }
    QCategoryAxis* yAxis() const { return m_yAxis; }

    void drawBackground(QPainter* painter, const QRectF& rect) final;
    void drawForeground(QPainter* painter, const QRectF& rect) final;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// A range that is being drawn, in pixels.
    struct Band {
        double from, to;
    };
    bool moveByMouse(const QMouseEvent& event);
    bool zoomByKey(const QKeyEvent& event);
    void refreshLater();
    void takePalette();

    QCategoryAxis* m_xAxis;
    QCategoryAxis* m_yAxis;
    AxisScale m_xScale;
    AxisScale m_yScale;
    QString m_emptyText;
    bool m_isPicture = false;
    std::optional<Band> m_band;
    std::optional<QPointF> m_panned; ///< where the pointer was while the middle button is held
    QTimer m_refreshTimer;
    QElapsedTimer m_sinceRefresh;
    qint64 m_refreshInterval; ///< ms
};

} // namespace hourglass::ui
