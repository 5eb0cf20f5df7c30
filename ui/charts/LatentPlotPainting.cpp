// SPDX-License-Identifier: GPL-3.0-or-later
// How a LatentPlot paints what it shows.
#include "ui/charts/LatentPlot.h"

#include "ui/style/ClassColours.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int drawnOneByOne = 5'000;   // points of a picture in lines; beyond that they are pixels there as well
constexpr double pictureSharpness = 2; // of those: pixels for one of the screen
} // namespace

void LatentPlot::paintPointsInto(QImage& image, PointStamps& stamps, double ratio) const {
    const QSize size = (m_paintedArea.size() * ratio).toSize().expandedTo({1, 1});
    if (image.size() != size || image.devicePixelRatio() != ratio)
        image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    stamps.paint(image, m_paintedArea.topLeft(), m_places, m_labels, m_isSelected);
}

void LatentPlot::drawPoints(QPainter& painter) const {
    painter.save();
    painter.setClipRect(plotArea());
    painter.setPen(QPen(palette().color(QPalette::Base), 0.7));
    for (int i = 0; i < count(); ++i) {
        if (!isOnShow(i))
            continue;
        painter.setOpacity(m_isSelected.empty() || m_isSelected[std::size_t(i)] ? 1 : PointStamps::FadedOpacity);
        painter.setBrush(classColour(labelOf(i), palette()));
        paintMarker(painter, markerShape(labelOf(i)), placeOf(i), PointStamps::radius(m_places.count()));
    }
    painter.restore();
}

void LatentPlot::paintPlot(QPainter& painter) {
    takePlaces();
    const QRectF area = m_paintedArea;
    if (!m_density.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(area, m_density);
    }
    if (!isPicture()) {
        painter.drawImage(area.topLeft(), m_points);
    } else if (count() <= drawnOneByOne) {
        drawPoints(painter);
    } else {
        QImage sharp;
        PointStamps stamps(m_places.count(), pictureSharpness, palette());
        paintPointsInto(sharp, stamps, pictureSharpness);
        painter.drawImage(area.topLeft(), sharp);
    }
    paintNeighbours(painter);
}

void LatentPlot::paintRing(QPainter& painter, int sample, double width, const QColor& colour) const {
    painter.setBrush(classColour(labelOf(sample), palette()));
    const double radius = PointStamps::radius(m_places.count());
    painter.setPen(QPen(palette().color(QPalette::Base), width + 2));
    paintMarker(painter, markerShape(labelOf(sample)), placeOf(sample), std::max(radius, 3.0) + 1.5);
    painter.setPen(QPen(colour, width));
    paintMarker(painter, markerShape(labelOf(sample)), placeOf(sample), std::max(radius, 3.0) + 1.5);
}

void LatentPlot::paintNeighbours(QPainter& painter) const {
    if (!m_picked || !isOnShow(*m_picked))
        return;
    painter.save();
    painter.setClipRect(plotArea());
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = palette().color(QPalette::Text);
    if (m_map.neighboursOf == *m_picked) {
        QColor faint = ink;
        faint.setAlphaF(0.55F);
        for (const Neighbour& neighbour : m_map.neighbours)
            if (isOnShow(int(neighbour.sample))) {
                painter.setPen(QPen(faint, 1));
                painter.drawLine(placeOf(*m_picked), placeOf(int(neighbour.sample)));
            }
        for (const Neighbour& neighbour : m_map.neighbours)
            if (isOnShow(int(neighbour.sample)))
                paintRing(painter, int(neighbour.sample), 1, ink);
    }
    paintRing(painter, *m_picked, 2.4, ink);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawEllipse(placeOf(*m_picked), 10, 10); // told from neighbours, whatever its colour
    painter.restore();
}

void LatentPlot::paintPointer(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    if (isOnShow(m_current))
        paintRing(painter, m_current, 1.6, palette().color(QPalette::Text));
    if (m_lasso.isDrawn())
        m_lasso.paint(painter, palette());
}

} // namespace hourglass::ui
