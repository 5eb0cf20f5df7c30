// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/RateChart.h"

#include "ui/pictures/FigureTable.h"
#include "ui/style/Theme.h"
#include "ui/widgets/CsvText.h"
#include "ui/widgets/Words.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr double LineWidth = 2;
constexpr double DotSize = 5;        // px
constexpr double RingRadius = 5.5;   // px
constexpr int Reach = 24;            // px, of a click
constexpr double NoDifference = 100; // dB, that nobody sees

} // namespace

RateChart::RateChart(QWidget* parent)
    : PlotView(parent)
    , m_jpeg(new QLineSeries)
    , m_network(new QLineSeries) {
    setAccessibleName(tr("How near the picture comes back from so many bytes"));
    setAxisTitles(tr("bytes"), tr("PSNR (dB)"));
    for (QLineSeries* line : {m_jpeg, m_network}) {
        chart()->addSeries(line);
        line->attachAxis(xAxis());
        line->attachAxis(yAxis());
        line->setPointsVisible(true);
        line->setMarkerSize(DotSize);
    }
    takeColours();
}

void RateChart::takeColours() {
    const ChartColours colours = chartColours(palette());
    m_network->setPen(QPen(colours.training, LineWidth));
    m_jpeg->setPen(QPen(colours.baseline, LineWidth, Qt::DashLine));
    for (QLineSeries* line : {m_jpeg, m_network})
        line->setColor(line->pen().color());
}

void RateChart::changeEvent(QEvent* event) {
    PlotView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeColours();
}

void RateChart::clear(const QString& invitation) {
    m_points.clear();
    m_cursor.reset();
    m_invitation = invitation;
    refreshNow();
}

void RateChart::add(const RatePoint& point) {
    std::erase_if(m_points, [&](const RatePoint& former) { return former.step == point.step; });
    m_points.insert(std::ranges::upper_bound(m_points, point.bytes, {}, &RatePoint::bytes), point);
    m_cursor.reset();
    dataChanged();
}

void RateChart::setStep(double step) {
    m_step = step;
    viewport()->update();
}

QPointF RateChart::place(qint64 bytes, double psnr) {
    return {std::log10(double(bytes)), std::min(psnr, NoDifference)}; // which may be infinite
}

void RateChart::refresh() {
    setEmptyText(m_points.empty() ? m_invitation : QString());
    QList<QPointF> network, jpeg;
    for (const RatePoint& point : m_points) {
        network << place(qint64(point.bytes), point.psnr);
        // Where none is small enough, the same smallest one would stand there several times.
        if (const QPointF at = place(qint64(point.jpegBytes), point.jpegPsnr); jpeg.isEmpty() || jpeg.last() != at)
            jpeg << at;
    }
    m_network->replace(network);
    m_jpeg->replace(jpeg);
    if (m_points.empty())
        return;
    const auto ends = [&](auto part) {
        double least = part(network.first()), most = least;
        for (const QPointF& point : network + jpeg) {
            least = std::min(least, part(point));
            most = std::max(most, part(point));
        }
        const double margin = std::max(0.05 * (most - least), 0.02);
        return std::pair(least - margin, most + margin);
    };
    const auto [left, right] = ends([](const QPointF& point) { return point.x(); });
    const auto [bottom, top] = ends([](const QPointF& point) { return point.y(); });
    setScales(logarithmicScale(left, right, xLabelRoom()), linearScale(bottom, top, yLabelRoom()));
}

/// Beside the middle of the line, which rises: the upper one's on the left above it, the lower one's on the right below.
void RateChart::paintName(QPainter& painter, const QLineSeries& line, const QString& name) const {
    if (line.count() == 0)
        return;
    const QPointF middle = toPixels(line.at(line.count() / 2));
    QRectF box = painter.fontMetrics().boundingRect(name);
    if (&line == m_network)
        box.moveBottomRight(middle - QPointF(DotSize, DotSize / 2));
    else
        box.moveTopLeft(middle + QPointF(DotSize, DotSize / 2));
    painter.setPen(line.pen().color());
    painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, name);
}

void RateChart::paintPlot(QPainter& painter) {
    paintName(painter, *m_network, tr("This model"));
    paintName(painter, *m_jpeg, tr("JPEG"));
    painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
    painter.setBrush(Qt::NoBrush);
    for (const RatePoint& point : m_points)
        if (point.step == m_step)
            painter.drawEllipse(networkPlace(point), RingRadius, RingRadius);
}

HoverCard RateChart::cardOf(const RatePoint& point) const {
    const auto line = [](const QString& who, std::size_t bytes, double psnr) {
        return tr("%1: %2 bytes, %3").arg(who, grouped(qint64(bytes)), FigureTable::decibels(psnr));
    };
    const double bits = 8.0 * double(point.bytes) / double(std::max<qint64>(m_pixels, 1));
    return {{},
            {{QColor(), tr("%1 bits per pixel").arg(bits, 0, 'f', 3)},
             {m_network->pen().color(), line(tr("This model"), point.bytes, point.psnr)},
             {m_jpeg->pen().color(), line(tr("JPEG"), point.jpegBytes, point.jpegPsnr)}}};
}

void RateChart::paintPointer(QPainter& painter) {
    if (!m_cursor)
        return;
    const RatePoint& point = m_points[*m_cursor];
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    painter.setBrush(m_network->pen().color());
    painter.drawEllipse(networkPlace(point), 4, 4);
    painter.setBrush(m_jpeg->pen().color());
    painter.drawEllipse(toPixels(place(qint64(point.jpegBytes), point.jpegPsnr)), 4, 4);
    cardOf(point).paint(painter, plotArea().adjusted(2, 2, -2, -2), networkPlace(point), palette());
}

bool RateChart::hoverAt(const std::optional<QPointF>& position) {
    const auto before = std::exchange(m_cursor, std::nullopt);
    double nearest = 0;
    for (std::size_t i = 0; position && i < m_points.size(); ++i)
        if (const double far = std::abs(networkPlace(m_points[i]).x() - position->x()); !m_cursor || far < nearest) {
            nearest = far;
            m_cursor = i;
        }
    return m_cursor != before;
}

void RateChart::moveCursor(int direction) {
    if (m_points.empty())
        return;
    const auto last = std::ptrdiff_t(m_points.size()) - 1;
    const std::ptrdiff_t next = m_cursor ? std::ptrdiff_t(*m_cursor) + direction : direction > 0 ? 0 : last;
    m_cursor = std::size_t(std::clamp<std::ptrdiff_t>(next, 0, last));
    announce(cardOf(m_points[*m_cursor]));
}

std::optional<QPointF> RateChart::cursorPlace() const {
    return m_cursor ? std::optional(networkPlace(m_points[*m_cursor])) : std::nullopt;
}

void RateChart::mouseReleaseEvent(QMouseEvent* event) {
    PlotView::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    hoverAt(event->position());
    if (m_cursor && (networkPlace(m_points[*m_cursor]) - event->position()).manhattanLength() < Reach)
        Q_EMIT chosen(m_points[*m_cursor].step);
}

void RateChart::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_cursor)
        Q_EMIT chosen(m_points[*m_cursor].step);
    else
        PlotView::keyPressEvent(event);
}

Exportable::Csv RateChart::csv() const {
    return [points = m_points] {
        QByteArray text = csvLine({"step", "bytes", "psnr", "ssim", "jpeg quality", "jpeg bytes", "jpeg psnr", "jpeg ssim"});
        for (const RatePoint& point : points)
            text += csvLine({csvCell(point.step), csvCell(double(point.bytes)), csvCell(point.psnr), csvCell(point.ssim),
                             csvCell(double(point.jpegQuality)), csvCell(double(point.jpegBytes)), csvCell(point.jpegPsnr),
                             csvCell(point.jpegSsim)});
        return text;
    };
}

} // namespace hourglass::ui
