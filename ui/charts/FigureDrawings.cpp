// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureDrawings.h"

#include "ui/session/Convert.h"
#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass::ui {

namespace {

constexpr QSizeF LeastPlane(110, 80); // px, of a plane in which something is to be seen

struct FigureDrawings {
    Q_DECLARE_TR_FUNCTIONS(FigureDrawings)
};

QString axesText(const ArrowFigure& figure) {
    return FigureDrawings::tr("%1 × %2").arg(toQString(figure.xLabel), toQString(figure.yLabel));
}

double factHeight(const QFontMetricsF& metrics) {
    return metrics.height() * 1.5;
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, double head) {
    painter.drawLine(from, to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    for (const double side : {-0.45, 0.45})
        painter.drawLine(to, to - head * QPointF(std::cos(angle + side), std::sin(angle + side)));
}

} // namespace

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const ArrowFigure& figure) {
    if (figure.x.empty())
        return;
    auto [left, right] = std::ranges::minmax(figure.x);
    auto [low, high] = std::ranges::minmax(figure.y);
    for (const float x : figure.toX) {
        left = std::min(left, x);
        right = std::max(right, x);
    }
    for (const float y : figure.toY) {
        low = std::min(low, y);
        high = std::max(high, y);
    }
    const QRectF plot = area.adjusted(4, 4, -4, -18);
    const auto placed = [&, left = left, right = right, low = low, high = high](float x, float y) {
        return QPointF(plot.left() + plot.width() * (x - left) / std::max(1e-9f, right - left),
                       plot.bottom() - plot.height() * (y - low) / std::max(1e-9f, high - low));
    };
    for (std::size_t i = 0; i < figure.x.size(); ++i) {
        const QColor colour = classColour(i < figure.labels.size() ? figure.labels[i] : -1, palette);
        const QPointF from = placed(figure.x[i], figure.y[i]);
        painter.setPen(colour);
        if (i < figure.toX.size())
            drawArrow(painter, from, placed(figure.toX[i], figure.toY[i]), 4);
        painter.setBrush(colour);
        painter.drawEllipse(from, 1.5, 1.5);
    }
    painter.setPen(chartColours(palette).mutedText);
    painter.drawText(area, Qt::AlignBottom | Qt::AlignHCenter, axesText(figure));
}

QSizeF leastSize(const QFontMetricsF& metrics, const ArrowFigure& figure) {
    return LeastPlane.expandedTo({metrics.horizontalAdvance(axesText(figure)) + 1, 0});
}

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const GraphFigure& figure) {
    const double node = std::clamp(area.height() / 12, 10.0, 18.0);
    const double radius = std::min(area.width(), area.height()) / 2 - node - 2;
    const auto placeOfNode = [&](std::size_t index) {
        const double angle = 2 * std::numbers::pi * double(index) / double(figure.nodes.size()) - std::numbers::pi / 2;
        return area.center() + radius * QPointF(std::cos(angle), std::sin(angle));
    };
    for (const GraphFigure::Edge& edge : figure.edges) {
        QColor colour = palette.color(QPalette::Highlight);
        colour.setAlphaF(float(std::clamp(edge.strength, 0.0, 1.0)));
        painter.setPen(QPen(colour, 1 + 2 * edge.strength));
        const QPointF from = placeOfNode(edge.from), to = placeOfNode(edge.to);
        const QPointF along = to - from;
        const double length = std::max(1.0, std::hypot(along.x(), along.y()));
        drawArrow(painter, from + along * (node / length), to - along * (node / length), 7);
    }
    for (std::size_t i = 0; i < figure.nodes.size(); ++i) {
        painter.setPen(palette.color(QPalette::Text));
        painter.setBrush(palette.color(QPalette::Base));
        painter.drawEllipse(placeOfNode(i), node, node);
        const QPointF centre = placeOfNode(i);
        painter.drawText(QRectF(centre.x() - node, centre.y() - node, 2 * node, 2 * node), Qt::AlignCenter,
                         toQString(figure.nodes[i]));
    }
}

QSizeF leastSize(const QFontMetricsF&, const GraphFigure&) {
    return LeastPlane;
}

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const FactFigure& figure) {
    const QFontMetricsF metrics(painter.font());
    QRectF row(area.left(), area.top(), area.width(), factHeight(metrics));
    for (const FactFigure::Fact& fact : figure.facts) {
        painter.setPen(chartColours(palette).mutedText);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, toQString(fact.name));
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, toQString(fact.value));
        row.translate(0, row.height());
    }
}

QSizeF leastSize(const QFontMetricsF& metrics, const FactFigure& figure) {
    constexpr double gap = 12;
    double width = 0;
    for (const FactFigure::Fact& fact : figure.facts)
        width = std::max(width, metrics.horizontalAdvance(toQString(fact.name)) + gap +
                                    metrics.horizontalAdvance(toQString(fact.value)));
    return {width, double(figure.facts.size()) * factHeight(metrics)};
}

} // namespace hourglass::ui
