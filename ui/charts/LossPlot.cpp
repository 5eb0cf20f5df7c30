// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LossPlot.h"

#include "ui/charts/Curve.h"
#include "ui/charts/Decimation.h"
#include "ui/charts/NumberText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/SmallFont.h"
#include "ui/widgets/Words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int dotsAtMost = 60; // points of a line that are marked one by one
constexpr int columnWidth = 2; // px, of which the lowest and the highest point are drawn: Qt Charts takes its time for each
constexpr std::int64_t firstSteps = 10;
constexpr double ClosestLook = 10; // steps

/// The axis grows by leaps: a label that moves with every batch cannot be read.
double roomFor(std::int64_t step) {
    const auto least = double(std::max(step, firstSteps));
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

QString valueText(double value) {
    return numberText(value, 4);
}

} // namespace

LossPlot::LossPlot(QWidget* parent)
    : PlotView(parent)
    , m_window(ClosestLook) {
    xAxis()->setGridLineVisible(false); // the marks of the epochs are the grid
}

void LossPlot::setContent(const Content& content) {
    m_content = content;
    setAxisTitles(tr("step"), content.valueTitle);
    while (m_series.size() > content.lines.size()) {
        delete m_series.back();
        m_series.pop_back();
    }
    while (m_series.size() < content.lines.size()) {
        auto* series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(xAxis());
        series->attachAxis(yAxis());
        m_series.push_back(series);
    }
    auto series = m_series.rbegin();
    for (const Line& line : content.lines)
        (*series++)->setPen(QPen(line.colour, line.width,
                                 line.isDashed ? Qt::DashLine : Qt::SolidLine)); // round joins would take ten times as long
    refreshNow();
}

void LossPlot::setLogarithmic(bool logarithmic) {
    m_logarithmic = logarithmic;
    refreshNow();
}

void LossPlot::extendTo(std::int64_t step) {
    m_lastStep = step;
    dataChanged();
}

double LossPlot::positionOf(double value) const {
    return m_logarithmic ? std::log10(value) : value;
}

void LossPlot::refresh() {
    const double above = m_logarithmic ? 0 : -std::numeric_limits<double>::infinity();
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    const auto include = [&](double position) {
        lowest = std::min(lowest, position);
        highest = std::max(highest, position);
    };
    m_window.setWhole(0, roomFor(m_lastStep));
    std::vector<QList<QPointF>> drawn;
    for (const Line& line : m_content.lines) {
        drawn.push_back(decimate(pointsOnShow(line), int(plotArea().width()) / columnWidth, above));
        for (QPointF& point : drawn.back()) {
            point.setY(positionOf(point.y()));
            include(point.y());
        }
    }
    const bool empty = lowest > highest;
    setEmptyText(empty ? m_content.emptyText : QString());
    if (!empty) {
        if (m_content.level && m_content.level->value > above && m_window.isWhole())
            include(positionOf(m_content.level->value));
        setScales(linearScale(m_window.lower(), m_window.upper(), xLabelRoom()), valueScale(lowest, highest));
    }
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        QLineSeries* series = m_series[m_series.size() - 1 - i];
        const Line& line = m_content.lines[i];
        series->setPointsVisible(!line.isBackdrop && !line.isDashed && drawn[i].size() <= dotsAtMost);
        series->setMarkerSize(2 * line.width);
        series->replace(drawn[i]);
    }
}

AxisScale LossPlot::valueScale(double lowest, double highest) const {
    double margin = 0.04 * (highest - lowest);
    if (highest - lowest <= 1e-9 * std::abs(highest)) // a constant, but for rounding
        margin = m_logarithmic ? 0.1 : std::max(0.05 * std::abs(highest), 1e-6);
    // Ends on round values, so that the axis stays as it is while the lines grow.
    const double step = niceStep(highest - lowest + 2 * margin, 20);
    const double upper = std::ceil((highest + margin) / step) * step;
    double lower = std::floor((lowest - margin) / step) * step;
    if (m_logarithmic)
        return logarithmicScale(lower, upper, yLabelRoom());
    if (lowest >= 0 && lower < 0.3 * upper)
        lower = 0; // near zero: show it, so that heights can be compared
    return linearScale(lower, upper, yLabelRoom());
}

/// Pixels between two marks, at least: as much as their names take.
double LossPlot::epochPitch() const {
    return QFontMetricsF(smallFont(font())).horizontalAdvance(tr("epoch %1").arg(grouped(10000))) + 12;
}

double LossPlot::epochStride() const {
    if (m_stepsPerEpoch <= 0)
        return 0;
    const double epochs = m_window.span() / double(m_stepsPerEpoch);
    return std::max(1.0, niceStep(epochs, int(plotArea().width() / epochPitch())));
}

void LossPlot::paintBackdrop(QPainter& painter) {
    const QRectF area = plotArea();
    paintStages(painter);
    const double stride = epochStride() * double(m_stepsPerEpoch);
    painter.setPen(QPen(chartColours(palette()).grid, 1, Qt::DashLine));
    const double first = stride > 0 ? std::max(1.0, std::ceil(m_window.lower() / stride)) * stride : 0;
    for (double step = first; stride > 0 && step <= m_window.upper(); step += stride) {
        const double x = toPixels({step, 0}).x();
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
}

void LossPlot::paintPlot(QPainter& painter) {
    paintEpochLabels(painter);
    paintLevel(painter);
    paintMarks(painter);
    if (!m_window.isWhole() && !isPicture())
        paintWindowNote(painter);
}

void LossPlot::paintEpochLabels(QPainter& painter) const {
    const double stride = epochStride();
    const double epochs = stride > 0 ? m_window.upper() / double(m_stepsPerEpoch) : 0;
    const double first = stride > 0 ? std::ceil(m_window.lower() / double(m_stepsPerEpoch) / stride) * stride : 0;
    const double room = epochPitch();
    painter.setPen(chartColours(palette()).mutedText);
    for (double epoch = std::max(first, stride); stride > 0 && epoch <= epochs; epoch += stride) {
        const double right = toPixels({epoch * double(m_stepsPerEpoch), 0}).x() - 4;
        if (right - room < plotArea().left() - 1)
            continue; // it would hang over the axis
        painter.drawText(QRectF(right - room, plotArea().top(), room, painter.fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignTop, tr("epoch %1").arg(grouped(std::int64_t(epoch))));
    }
}

void LossPlot::paintLevel(QPainter& painter) const {
    if (!m_content.level || (m_logarithmic && m_content.level->value <= 0))
        return;
    const Level& level = *m_content.level;
    const QRectF area = plotArea();
    const double y = toPixels({0, positionOf(level.value)}).y();
    if (y < area.top() || y > area.bottom())
        return;
    painter.setPen(QPen(level.colour, 1.6, Qt::DashLine));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const QString label = tr("%1: %2").arg(level.name, valueText(level.value));
    QRectF box = painter.fontMetrics().boundingRect(label);
    // On the side of the level where the line is not.
    const Line* line = mainLine();
    const bool below = line && line->points->back().y() > level.value && y + box.height() + 4 < area.bottom();
    box.moveTopRight({area.right() - 4, below ? y + 2 : y - 2 - box.height()});
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, label);
}

void LossPlot::paintPointer(QPainter& painter) {
    if (!m_cursor || !mainLine() || *m_cursor < m_window.lower() || *m_cursor > m_window.upper())
        return;
    const QRectF area = plotArea();
    const double x = toPixels({*m_cursor, 0}).x();
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    double highest = area.bottom();
    for (const Line& line : m_content.lines) {
        if (line.isBackdrop || line.points->empty())
            continue;
        const QPointF value = nearestByX(*line.points, *m_cursor);
        if (m_logarithmic && value.y() <= 0)
            continue;
        const QPointF spot = toPixels({value.x(), positionOf(value.y())});
        if (!area.adjusted(-1, -1, 1, 1).contains(spot))
            continue; // the nearest one is not on show
        highest = std::min(highest, spot.y());
        painter.setBrush(line.colour);
        painter.drawEllipse(spot, 4, 4);
    }
    cardAt(*m_cursor).paint(painter, area.adjusted(2, 2, -2, -2), {x, highest}, palette());
}

const LossPlot::Line* LossPlot::mainLine() const {
    const auto line = std::find_if(m_content.lines.begin(), m_content.lines.end(), [](const Line& candidate) {
        return !candidate.isBackdrop && !candidate.points->empty();
    });
    return line == m_content.lines.end() ? nullptr : &*line;
}

HoverCard LossPlot::cardAt(double step) const {
    QString place = tr("step %1").arg(grouped(std::int64_t(step)));
    if (m_stepsPerEpoch > 0)
        place += tr(" · epoch %1").arg(grouped((std::int64_t(step) - 1) / m_stepsPerEpoch + 1));
    HoverCard card{{}, {{QColor(), place}}};
    for (const Line& line : m_content.lines) {
        if (!line.isBackdrop && !line.points->empty()) {
            const double value = nearestByX(*line.points, step).y();
            card.lines.push_back({line.colour, tr("%1 %2").arg(line.name, valueText(value))});
        }
    }
    for (const QString& mark : marksAt(step))
        card.lines.push_back({QColor(), mark});
    return card;
}

bool LossPlot::hoverAt(const std::optional<QPointF>& position) {
    const std::optional<double> before = std::exchange(m_cursor, std::nullopt);
    if (position && mainLine())
        m_cursor = nearestByX(*mainLine()->points, stepAt(position->x())).x();
    return m_cursor != before;
}

void LossPlot::moveCursor(int direction) {
    if (!mainLine())
        return;
    const std::vector<QPointF>& points = *mainLine()->points;
    const auto last = std::ptrdiff_t(points.size()) - 1;
    std::ptrdiff_t index = &nearestByX(points, m_window.upper()) - points.data();
    if (m_cursor) {
        const auto shown = std::ptrdiff_t(pointsOnShow(*mainLine()).size());
        const std::ptrdiff_t stride = shown / 50 + 1; // across the plot in 50 presses
        index = &nearestByX(points, *m_cursor) - points.data() + direction * stride;
    }
    m_cursor = points[std::size_t(std::clamp<std::ptrdiff_t>(index, 0, last))].x();
    if (*m_cursor < m_window.lower() || *m_cursor > m_window.upper()) { // the window goes along
        m_window.show(*m_cursor - m_window.span() / 2, *m_cursor + m_window.span() / 2);
        refreshNow();
    }
    announce(cardAt(*m_cursor));
}

} // namespace hourglass::ui
