// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/AxisWindow.h"
#include "ui/charts/CardPopup.h"
#include "ui/charts/PlotView.h"
#include "ui/charts/PointGrid.h"
#include "ui/charts/PointStamps.h"

#include <QImage>
#include <QPointer>
#include <QPolygonF>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// A part of the plane of two numbers of a code.
struct PlaneRange {
    double left = -1, right = 1, bottom = -1, top = 1;
    bool operator==(const PlaneRange&) const = default;
};

/// The plane of two numbers of a code: what is decoded in its places as a picture that covers it, over that the samples, a
/// walk and the code at hand. The pointer hovers, pins by a click, and holds what it pins; from a sample it drags that one
/// away. The arrow keys move a cursor in its place, Enter pins.
class PlaneView : public PlotView {
    Q_OBJECT

public:
    explicit PlaneView(QWidget* parent = nullptr);
    ~PlaneView() override;

    /// Where there is something to see; what is on show begins with that.
    void setWhole(const PlaneRange& whole);
    /// All of that is on show.
    void forgetWindow();
    void setInvitation(const QString& text); ///< what stands here instead; empty for the plane
    void setPoints(PointPlaces points, std::vector<int> labels);
    void setPointsShown(bool shown);
    void setDensityShown(bool shown);
    /// Covers that part of the plane.
    void setSheet(const QImage& sheet, const PlaneRange& range);
    /// Lies over it, so that it can still be seen; null for none.
    void setLayer(const QImage& layer, const PlaneRange& range);
    void setLayerEnds(const QString& least, const QString& most); ///< what the layer's colours stand for
    void setPath(const QPolygonF& path);
    /// @param place    of the code at hand
    /// @param ellipse  a deviation around it, where it is the middle of a cloud
    void setMark(const std::optional<QPointF>& place, const std::optional<QRectF>& ellipse = std::nullopt);
    /// What stands beside the pointer, for the place that hovered() told last.
    void showCard(const HoverCard& card);

    PlaneRange range() const; ///< on show
    std::optional<QPointF> hoveredPlace() const { return m_hovered; }
    QPointF toPlane(const QPointF& pixels) const;

Q_SIGNALS:
    void rangeChanged(); ///< or the size that it is shown in
    void hovered(const std::optional<QPointF>& place);
    void pinned(const QPointF& place);
    void pointChosen(int point);
    void pointDragged(int point);

protected:
    void refresh() override;
    void paintPlot(QPainter& painter) override;
    void paintPointer(QPainter& painter) override;
    bool hoverAt(const std::optional<QPointF>& position) override;
    void moveCursor(int direction) override;
    bool canZoom() const override { return !isEmpty(); }
    void zoom(double factor, const QPointF& place) override;
    void pan(const QPointF& share) override;
    void showAll() override;
    bool draw(const QMouseEvent& event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takePoints();
    bool isSharp(const QImage& sheet) const;
    void updateMark();
    QRectF pixelsOf(const PlaneRange& range) const;
    void paintPath(QPainter& painter) const;
    void paintLayerEnds(QPainter& painter) const;
    void moveCursor(const QPointF& by);
    std::optional<int> pointAt(const QPointF& place) const;

    AxisWindow m_xWindow{1e-6}, m_yWindow{1e-6};
    PointPlaces m_points; ///< in the axes' numbers
    std::vector<int> m_labels;
    PointPlaces m_places; ///< in pixels; not a number where they are not on show
    std::optional<PointGrid> m_grid;
    std::optional<PointStamps> m_stamps;
    QImage m_painted; ///< the points
    QImage m_density;
    QRectF m_paintedArea;
    bool m_pointsAreStale = true;
    bool m_showsPoints = true;
    bool m_showsDensity = false;
    QImage m_sheet, m_layer;
    PlaneRange m_sheetRange, m_layerRange;
    QString m_least, m_most;
    QPolygonF m_path;
    std::optional<QPointF> m_mark;
    std::optional<QRectF> m_ellipse;
    std::optional<QPointF> m_hovered; ///< in the axes' numbers
    bool m_isByKeys = false;
    bool m_isPinning = false;
    std::optional<int> m_pressedPoint;
    QPointF m_pressed;
    QPointer<CardPopup> m_card;
};

} // namespace hourglass::ui
