// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/PlaneView.h"

#include "ui/charts/PointDensity.h"
#include "ui/style/HeatScale.h"

#include <QPainter>

#include <cmath>
#include <limits>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr float Nowhere = std::numeric_limits<float>::quiet_NaN();
constexpr double LayerOpacity = 0.65;
constexpr double MarkRadius = 7; // px
constexpr QSize LegendBar(90, 8);
} // namespace

PlaneView::PlaneView(QWidget* parent)
    : PlotView(parent)
    , m_card(new CardPopup(*this)) {
    setMinimumSize(160, 120);
    connect(chart(), &QChart::plotAreaChanged, this, &PlaneView::rangeChanged);
}

PlaneView::~PlaneView() {
    delete m_card; // which may belong to the window
}

void PlaneView::setWhole(const PlaneRange& whole) {
    m_xWindow.setWhole(whole.left, whole.right);
    m_yWindow.setWhole(whole.bottom, whole.top);
    m_pointsAreStale = true;
    refreshNow();
    Q_EMIT rangeChanged();
}

void PlaneView::forgetWindow() {
    m_xWindow.showAll();
    m_yWindow.showAll();
}

void PlaneView::setInvitation(const QString& text) {
    setEmptyText(text);
    refreshNow();
}

PlaneRange PlaneView::range() const {
    return {m_xWindow.lower(), m_xWindow.upper(), m_yWindow.lower(), m_yWindow.upper()};
}

QPointF PlaneView::toPlane(const QPointF& pixels) const {
    const QRectF area = plotArea();
    return {m_xWindow.lower() + (pixels.x() - area.left()) / area.width() * m_xWindow.span(),
            m_yWindow.lower() + (area.bottom() - pixels.y()) / area.height() * m_yWindow.span()};
}

QRectF PlaneView::pixelsOf(const PlaneRange& range) const {
    return {toPixels({range.left, range.top}), toPixels({range.right, range.bottom})};
}

void PlaneView::setPoints(PointPlaces points, std::vector<int> labels) {
    m_points = std::move(points);
    m_labels = std::move(labels);
    m_pointsAreStale = true;
    viewport()->update();
}

void PlaneView::setPointsShown(bool shown) {
    m_showsPoints = shown;
    viewport()->update();
}

void PlaneView::setDensityShown(bool shown) {
    m_showsDensity = shown;
    m_pointsAreStale = true;
    viewport()->update();
}

void PlaneView::setSheet(const QImage& sheet, const PlaneRange& range) {
    m_sheet = sheet;
    m_sheet.setDevicePixelRatio(devicePixelRatioF());
    m_sheetRange = range;
    viewport()->update();
}

void PlaneView::setLayer(const QImage& layer, const PlaneRange& range) {
    m_layer = layer;
    m_layerRange = range;
    viewport()->update();
}

void PlaneView::setLayerEnds(const QString& least, const QString& most) {
    m_least = least;
    m_most = most;
    viewport()->update();
}

void PlaneView::setPath(const QPolygonF& path) {
    m_path = path;
    viewport()->update();
}

void PlaneView::setMark(const std::optional<QPointF>& place, const std::optional<QRectF>& ellipse) {
    updateMark();
    m_mark = place;
    m_ellipse = ellipse;
    updateMark();
}

/// It follows the hand: nothing else is painted with it.
void PlaneView::updateMark() {
    constexpr double Margin = MarkRadius + 5;
    if (m_mark) {
        const QPointF place = toPixels(*m_mark), corner(Margin, Margin);
        viewport()->update(QRectF(place - corner, place + corner).toAlignedRect());
    }
    if (m_ellipse)
        viewport()->update(QRectF(toPixels(m_ellipse->topLeft()), toPixels(m_ellipse->bottomRight()))
                               .normalized()
                               .adjusted(-Margin, -Margin, Margin, Margin)
                               .toAlignedRect());
}

void PlaneView::showCard(const HoverCard& card) {
    if (!m_card || !m_hovered || isEmpty() || !isVisible())
        return;
    m_card->showAt(toPixels(*m_hovered), card);
    if (m_isByKeys)
        announce(card);
}

void PlaneView::refresh() {
    setScales(linearScale(m_xWindow.lower(), m_xWindow.upper(), xLabelRoom()),
              linearScale(m_yWindow.lower(), m_yWindow.upper(), yLabelRoom()));
}

void PlaneView::takePoints() {
    if (!m_pointsAreStale && plotArea() == m_paintedArea)
        return;
    m_pointsAreStale = false;
    m_paintedArea = plotArea();
    m_places = m_points;
    for (std::size_t i = 0; i < m_places.count(); ++i) {
        const QPointF place = toPixels({m_points.x[i], m_points.y[i]});
        const bool isOnShow = m_paintedArea.contains(place);
        m_places.x[i] = isOnShow ? float(place.x()) : Nowhere;
        m_places.y[i] = isOnShow ? float(place.y()) : Nowhere;
    }
    m_grid.emplace(m_places, m_paintedArea);
    m_density = m_showsDensity ? densityPicture(m_places, m_labels, m_paintedArea, palette()) : QImage();
    const double ratio = devicePixelRatioF();
    if (!m_stamps || !m_stamps->areFor(m_places.count(), ratio, palette()))
        m_stamps.emplace(m_places.count(), ratio, palette());
    m_painted = QImage((m_paintedArea.size() * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    m_painted.setDevicePixelRatio(ratio);
    m_painted.fill(Qt::transparent);
    m_stamps->paint(m_painted, m_paintedArea.topLeft(), m_places, m_labels, {});
}

/// Whether it has a pixel for each of the screen's.
bool PlaneView::isSharp(const QImage& sheet) const {
    return sheet.size() == (plotArea().size() * devicePixelRatioF()).toSize();
}

void PlaneView::paintPlot(QPainter& painter) {
    takePoints();
    painter.save();
    painter.setClipRect(plotArea());
    if (m_sheetRange == range() && isSharp(m_sheet)) // as it nearly always is: pixel by pixel, which is ten times as fast
        painter.drawImage(plotArea().topLeft().toPoint(), m_sheet);
    else if (!m_sheet.isNull())
        painter.drawImage(pixelsOf(m_sheetRange), m_sheet);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!m_layer.isNull()) {
        painter.setOpacity(m_sheet.isNull() ? 1 : LayerOpacity);
        painter.drawImage(pixelsOf(m_layerRange), m_layer);
        painter.setOpacity(1);
    }
    if (!m_density.isNull())
        painter.drawImage(m_paintedArea, m_density);
    if (m_showsPoints)
        painter.drawImage(m_paintedArea.topLeft(), m_painted);
    paintPath(painter);
    painter.restore();
    if (!m_layer.isNull())
        paintLayerEnds(painter);
}

void PlaneView::paintPath(QPainter& painter) const {
    const QColor line = palette().color(QPalette::Highlight), halo = palette().color(QPalette::Base);
    QPolygonF path;
    for (const QPointF& place : m_path)
        path << toPixels(place);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] : {std::pair(halo, 5.0), std::pair(line, 2.5)}) {
        painter.setPen(QPen(colour, width));
        painter.drawPolyline(path);
    }
    painter.setPen(QPen(halo, 1));
    painter.setBrush(line);
    for (const QPointF& place : path)
        painter.drawEllipse(place, 3.5, 3.5);
    painter.setBrush(Qt::NoBrush);
    if (m_ellipse) {
        const QRectF ellipse(toPixels(m_ellipse->topLeft()), toPixels(m_ellipse->bottomRight()));
        for (const auto& [colour, width] : {std::pair(halo, 4.0), std::pair(line, 2.0)}) {
            painter.setPen(QPen(colour, width));
            painter.drawEllipse(ellipse.normalized());
        }
    }
    if (m_mark)
        for (const auto& [colour, width] : {std::pair(halo, 5.0), std::pair(line, 2.5)}) {
            painter.setPen(QPen(colour, width));
            painter.drawEllipse(toPixels(*m_mark), MarkRadius, MarkRadius);
        }
}

/// The colours of the layer, from its least number to its greatest, in the upper right corner.
void PlaneView::paintLayerEnds(QPainter& painter) const {
    const QFontMetrics metrics = painter.fontMetrics();
    const int least = metrics.horizontalAdvance(m_least), most = metrics.horizontalAdvance(m_most);
    const QSizeF size(least + most + LegendBar.width() + 20, metrics.height() + 4);
    const QRectF box(plotArea().topRight() - QPointF(size.width() + 6, -6), size);
    QColor ground = palette().color(QPalette::Base);
    ground.setAlphaF(0.85f);
    painter.fillRect(box, ground);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(box.adjusted(4, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, m_least);
    painter.drawText(box.adjusted(4, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, m_most);
    painter.drawImage(QRectF(QPointF(box.left() + least + 10, box.center().y() - LegendBar.height() / 2.0), LegendBar),
                      heatBar());
}

void PlaneView::paintPointer(QPainter& painter) {
    if (!m_hovered || !m_isByKeys)
        return;
    const QPointF place = toPixels(*m_hovered);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.drawLine(place - QPointF(10, 0), place + QPointF(10, 0));
    painter.drawLine(place - QPointF(0, 10), place + QPointF(0, 10));
}

} // namespace hourglass::ui
