// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LatentPlot.h"

#include "ui/session/Convert.h"
#include "ui/style/ClassColours.h"
#include "ui/widgets/Words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int thumbnailSide = 64;     // px
constexpr double reach = 14;          // px from the pointer to the point it means
constexpr double shrinkPerMap = 0.15; // of what there is too much

/// One point, in device pixels: painted once for each class, then copied to each place.
QImage stamp(int label, double radius, double ratio, const QPalette& palette) {
    const double side = std::ceil(2 * 1.4 * radius + 2);
    QImage image((QSizeF(side, side) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(QPalette::Base), 0.7)); // keeps neighbours apart
    painter.setBrush(classColour(label, palette));
    paintMarker(painter, markerShape(label), {side / 2, side / 2}, radius);
    return image;
}

} // namespace

LatentPlot::LatentPlot(QWidget* parent)
    : PlotView(parent) {
    refreshNow();
}

void LatentPlot::begin(std::shared_ptr<const Album> album, const QStringList& classNames) {
    m_map = {};
    m_album = std::move(album);
    m_classNames = classNames;
    m_xRange = m_yRange = {};
    m_current = -1;
    refreshNow();
}

void LatentPlot::setMap(const LatentMap& map) {
    m_map = map;
    if (m_current >= count())
        m_current = -1;
    m_xRange.follow(m_map.x);
    m_yRange.follow(m_map.y);
    setAxisTitles(toQString(map.xLabel), toQString(map.yLabel));
    dataChanged();
}

void LatentPlot::setHidden(const std::set<int>& labels) {
    m_hidden = labels;
    if (m_current >= 0 && !isShown(m_current))
        m_current = -1;
    refreshNow();
}

QString LatentPlot::className(int label) const {
    if (label < 0)
        return {};
    return label < m_classNames.size() ? m_classNames[label] : QString::number(label);
}

void LatentPlot::Range::follow(const std::vector<float>& values) {
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -lowest;
    for (const float value : values) {
        if (std::isfinite(value)) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    if (lowest > highest)
        return;
    const double span = double(highest) - lowest;
    const double margin = span > 0 ? 0.06 * span : std::max(1.0, 0.1 * std::abs(double(highest)));
    const double wantedLower = lowest - margin;
    const double wantedUpper = highest + margin;
    if (lower == upper) {
        lower = wantedLower;
        upper = wantedUpper;
        return;
    }
    lower = std::min(wantedLower, lower + shrinkPerMap * (wantedLower - lower));
    upper = std::max(wantedUpper, upper + shrinkPerMap * (wantedUpper - upper));
}

int LatentPlot::labelOf(int index) const {
    return std::size_t(index) < m_map.labels.size() ? m_map.labels[std::size_t(index)] : -1;
}

bool LatentPlot::isShown(int index) const {
    return std::isfinite(m_map.x[std::size_t(index)]) && std::isfinite(m_map.y[std::size_t(index)]) &&
           !m_hidden.contains(labelOf(index));
}

QPointF LatentPlot::placeOf(int index) const {
    return toPixels({m_map.x[std::size_t(index)], m_map.y[std::size_t(index)]});
}

double LatentPlot::radius() const {
    return count() <= 500 ? 4.5 : count() <= 3000 ? 3.5 : 2.5;
}

void LatentPlot::refresh() {
    const bool empty = m_xRange.lower == m_xRange.upper || m_yRange.lower == m_yRange.upper;
    setEmptyText(empty ? tr("Each sample finds its place here once a run is ready") : QString());
    if (empty)
        return;
    setScales(linearScale(m_xRange.lower, m_xRange.upper, xLabelRoom()),
              linearScale(m_yRange.lower, m_yRange.upper, yLabelRoom()));
    paintPoints();
}

void LatentPlot::paintPoints() {
    const QRectF area = plotArea();
    const double ratio = devicePixelRatioF();
    m_paintedArea = area;
    m_points = QImage((area.size() * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    m_points.setDevicePixelRatio(ratio);
    m_points.fill(Qt::transparent);
    std::map<int, QImage> stamps;
    QPainter painter(&m_points);
    for (int i = 0; i < count(); ++i) {
        if (!isShown(i))
            continue;
        const int label = labelOf(i);
        QImage& image = stamps[label];
        if (image.isNull())
            image = stamp(label, radius(), ratio, palette());
        const QPointF corner = placeOf(i) - area.topLeft() - QRectF({}, image.deviceIndependentSize()).center();
        // On whole device pixels: elsewhere each copy would be blurred, and slow.
        painter.drawImage(QPointF((corner * ratio).toPoint()) / ratio, image);
    }
}

void LatentPlot::drawPoints(QPainter& painter) const {
    painter.setPen(QPen(palette().color(QPalette::Base), 0.7));
    for (int i = 0; i < count(); ++i) {
        if (!isShown(i))
            continue;
        painter.setBrush(classColour(labelOf(i), palette()));
        paintMarker(painter, markerShape(labelOf(i)), placeOf(i), radius());
    }
}

void LatentPlot::paintPlot(QPainter& painter) {
    if (isPicture()) {
        drawPoints(painter);
        return;
    }
    const QRectF area = plotArea();
    if (area != m_paintedArea) // the plot was resized since the last refresh
        paintPoints();
    painter.drawImage(area.topLeft(), m_points);
}

void LatentPlot::paintPointer(QPainter& painter) {
    if (m_current < 0)
        return;
    const QRectF area = plotArea();
    const QPointF place = placeOf(m_current);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.6));
    painter.setBrush(classColour(labelOf(m_current), palette()));
    paintMarker(painter, markerShape(labelOf(m_current)), place, radius() + 2.5);
    cardFor(m_current).paint(painter, area.adjusted(2, 2, -2, -2), place, palette());
}

HoverCard LatentPlot::cardFor(int index) const {
    HoverCard card;
    if (m_album && index < m_album->count())
        card.picture = toQImage(m_album->picture(index, thumbnailSide));
    card.lines.push_back({QColor(), tr("sample %1").arg(grouped(index))});
    const int label = labelOf(index);
    if (label >= 0)
        card.lines.push_back({classColour(label, palette()), className(label)});
    return card;
}

bool LatentPlot::hoverAt(const std::optional<QPointF>& position) {
    const int before = std::exchange(m_current, -1);
    double nearest = reach * reach;
    for (int i = 0; position && i < count(); ++i) {
        if (!isShown(i))
            continue;
        const QPointF offset = placeOf(i) - *position;
        const double distance = QPointF::dotProduct(offset, offset);
        if (distance < nearest) {
            nearest = distance;
            m_current = i;
        }
    }
    return m_current != before;
}

void LatentPlot::moveCursor(int direction) {
    int index = m_current < 0 && direction < 0 ? count() : m_current;
    do {
        index += direction;
    } while (index >= 0 && index < count() && !isShown(index));
    if (index < 0 || index >= count())
        return;
    m_current = index;
    announce(cardFor(index));
}

} // namespace hourglass::ui
