// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PlotView.h"

#include "ui/charts/HoverCard.h"
#include "ui/style/Theme.h"
#include "ui/widgets/SmallFont.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegend>
#include <QMouseEvent>

#include <algorithm>
#include <limits>

namespace hourglass::ui {

namespace {

constexpr qint64 shortestInterval = 1000 / 10; // ms: an eye that reads a line needs no more, and training keeps its cores

void applyScale(QCategoryAxis* axis, const AxisScale& scale) {
    for (const QString& label : axis->categoriesLabels())
        axis->remove(label);
    axis->setStartValue(std::numeric_limits<double>::lowest()); // each label stands at its category's end
    for (const AxisScale::Tick& tick : scale.ticks)
        axis->append(tick.label, tick.position);
    axis->setRange(scale.lower, scale.upper);
}

} // namespace

PlotView::PlotView(QWidget* parent)
    : QChartView(parent)
    , m_xAxis(new QCategoryAxis)
    , m_yAxis(new QCategoryAxis)
    , m_refreshInterval(shortestInterval) {
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setContextMenuPolicy(Qt::NoContextMenu); // the chart around it has one
    viewport()->setMouseTracking(true);
    setAcceptDrops(false); // what is dropped here is for what lies around, as a QGraphicsView would not have it
    viewport()->setAcceptDrops(false);
    viewport()->setAutoFillBackground(false); // what lies around the chart is its background

    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->addAxis(m_xAxis, Qt::AlignBottom);
    chart()->addAxis(m_yAxis, Qt::AlignLeft);
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis})
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    takePalette();

    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &PlotView::refreshNow);
    connect(chart(), &QChart::plotAreaChanged, this, &PlotView::refreshLater);
}

void PlotView::setAxisTitles(const QString& x, const QString& y) {
    m_xAxis->setTitleText(x);
    m_yAxis->setTitleText(y);
}

QPointF PlotView::toPixels(const QPointF& value) const {
    const QRectF area = plotArea();
    return {area.left() + (value.x() - m_xScale.lower) / (m_xScale.upper - m_xScale.lower) * area.width(),
            area.bottom() - (value.y() - m_yScale.lower) / (m_yScale.upper - m_yScale.lower) * area.height()};
}

QRectF PlotView::plotArea() const {
    return chart()->plotArea();
}

void PlotView::refreshNow() {
    m_refreshTimer.stop();
    m_sinceRefresh.start();
    refresh();
    viewport()->update();
    // However long the lines grow, most of the time stays for the rest of the window. Painting takes about as long.
    m_refreshInterval = std::max(shortestInterval, 20 * m_sinceRefresh.elapsed());
}

void PlotView::paintPicture(QPainter& painter) {
    m_isPicture = true;
    render(&painter, QRectF({}, size()), rect());
    m_isPicture = false;
}

QSize PlotView::sizeHint() const {
    return {360, 240};
}

QSize PlotView::minimumSizeHint() const {
    const QFontMetrics metrics(font()); // axes without their labels would say nothing
    return {std::max(180, 30 * metrics.averageCharWidth()), std::max(110, 7 * metrics.height())};
}

void PlotView::dataChanged() {
    if (!m_sinceRefresh.isValid() || m_sinceRefresh.hasExpired(m_refreshInterval))
        refreshNow();
    else
        refreshLater();
}

void PlotView::refreshLater() {
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start(int(std::max<qint64>(0, m_refreshInterval - m_sinceRefresh.elapsed())));
}

void PlotView::announce(const HoverCard& card) {
    setAccessibleDescription(card.text());
}

void PlotView::setEmptyText(const QString& text) {
    m_emptyText = text;
    m_xAxis->setVisible(text.isEmpty());
    m_yAxis->setVisible(text.isEmpty());
}

void PlotView::setScales(const AxisScale& x, const AxisScale& y) {
    if (x != m_xScale) {
        m_xScale = x;
        applyScale(m_xAxis, x);
    }
    if (y != m_yScale) {
        m_yScale = y;
        applyScale(m_yAxis, y);
    }
}

int PlotView::xLabelRoom() const {
    const int pitch = QFontMetrics(smallFont(font())).horizontalAdvance("100,000") + 16; // with a gap
    return std::max(2, int(plotArea().width()) / pitch);
}

int PlotView::yLabelRoom() const {
    return std::max(2, int(plotArea().height()) / (2 * QFontMetrics(smallFont(font())).height()));
}

void PlotView::drawBackground(QPainter* painter, const QRectF&) {
    if (m_emptyText.isEmpty())
        paintBackdrop(*painter);
}

void PlotView::drawForeground(QPainter* painter, const QRectF&) {
    painter->save();
    painter->setFont(smallFont(font()));
    if (m_emptyText.isEmpty()) {
        paintPlot(*painter);
        if (!m_isPicture)
            paintPointer(*painter);
        if (m_band) {
            QColor veil = palette().color(QPalette::Highlight);
            veil.setAlphaF(0.2f);
            painter->fillRect(QRectF(QPointF(m_band->from, plotArea().top()), QPointF(m_band->to, plotArea().bottom())),
                              veil);
        }
    } else {
        painter->setFont(font());
        painter->setPen(palette().color(QPalette::PlaceholderText));
        painter->drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    if (hasFocus() && !m_isPicture) {
        painter->setPen(palette().color(QPalette::Highlight));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter->restore();
}

bool PlotView::viewportEvent(QEvent* event) {
    if (auto* mouse = dynamic_cast<QMouseEvent*>(event); mouse && (moveByMouse(*mouse) || draw(*mouse)))
        return QChartView::viewportEvent(event);
    if (event->type() == QEvent::MouseMove) {
        const QPointF position = static_cast<QMouseEvent*>(event)->position();
        const bool inside = m_emptyText.isEmpty() && plotArea().contains(position);
        if (hoverAt(inside ? std::optional(position) : std::nullopt))
            viewport()->update();
    } else if (event->type() == QEvent::Leave && hoverAt(std::nullopt)) {
        viewport()->update();
    }
    return QChartView::viewportEvent(event);
}

void PlotView::keyPressEvent(QKeyEvent* event) {
    if (zoomByKey(*event))
        return;
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    const bool on = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    if ((!back && !on) || !m_emptyText.isEmpty()) {
        event->ignore(); // the window's shortcuts come first
        return;
    }
    moveCursor(back ? -1 : 1);
    viewport()->update();
}

void PlotView::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        takePalette();
        refreshLater();
    }
}

void PlotView::takePalette() {
    // The last labels reach over the ends of their axes.
    const QFontMetrics labels(smallFont(font()));
    chart()->setMargins({0, labels.height() / 2, labels.horizontalAdvance("100,000") / 2, 0});
    const ChartColours colours = chartColours(palette());
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setLabelsColor(colours.mutedText);
        axis->setLabelsFont(smallFont(font()));
        axis->setTitleBrush(colours.mutedText);
        axis->setTitleFont(smallFont(font()));
        axis->setLinePenColor(colours.grid);
        axis->setGridLineColor(colours.grid);
    }
}

} // namespace hourglass::ui
