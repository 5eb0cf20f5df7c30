// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureDrawings.h"

#include "ui/session/Convert.h"
#include "ui/style/ClassColours.h"
#include "ui/widgets/Colours.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hourglass::ui {

namespace {

struct FigureDrawings {
    Q_DECLARE_TR_FUNCTIONS(FigureDrawings)
};

QString number(double value) {
    return QString::number(value, 'g', 3);
}

QColor quiet(const QPalette& palette) {
    return blended(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.65);
}

double highest(const BarFigure& figure) {
    const double most = figure.values.empty() ? 0 : *std::ranges::max_element(figure.values);
    return std::max({most, figure.referenceName.empty() ? 0 : figure.reference, 1e-12});
}

/// Inside the labels: the highest value above, the ends of the x axis beneath.
QRectF barArea(const QRectF& area) {
    constexpr double line = 16;
    return area.adjusted(0, line, 0, -line);
}

struct PictureLayout {
    int columns = 1;
    double side = 0;
};

/// As many in a row as the figure says, or as make the pictures largest.
PictureLayout layoutOf(const QRectF& area, const PictureFigure& figure) {
    const int count = int(figure.pictures.size());
    PictureLayout best;
    for (int columns = std::max(1, figure.columns); columns <= (figure.columns > 0 ? figure.columns : count); ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double side = std::min(area.width() / columns, area.height() / rows);
        if (side > best.side)
            best = {columns, side};
    }
    return best;
}

QRectF placeOf(const QRectF& area, const PictureLayout& layout, std::size_t index) {
    const auto row = double(index / std::size_t(layout.columns));
    const auto column = double(index % std::size_t(layout.columns));
    return QRectF(area.left() + column * layout.side, area.top() + row * layout.side, layout.side, layout.side)
        .adjusted(1, 1, -1, -1);
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, double head) {
    painter.drawLine(from, to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    for (const double side : {-0.45, 0.45})
        painter.drawLine(to, to - head * QPointF(std::cos(angle + side), std::sin(angle + side)));
}

} // namespace

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const BarFigure& figure) {
    if (figure.values.empty())
        return;
    const QRectF plot = barArea(area);
    const double most = highest(figure);
    const double width = plot.width() / double(figure.values.size());
    const double gap = width > 4 ? 1 : 0;
    for (std::size_t i = 0; i < figure.values.size(); ++i) {
        const double height = plot.height() * std::max(0.0, figure.values[i]) / most;
        painter.fillRect(QRectF(plot.left() + double(i) * width, plot.bottom() - height, width - gap, height),
                         palette.color(QPalette::Highlight));
    }
    painter.setPen(quiet(palette));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft,
                     FigureDrawings::tr("%1, up to %2").arg(toQString(figure.yLabel), number(most)));
    const double last = figure.first + figure.width * double(figure.values.size() - (figure.width == 1 ? 1 : 0));
    painter.drawText(area, Qt::AlignBottom | Qt::AlignLeft, number(figure.first));
    painter.drawText(area, Qt::AlignBottom | Qt::AlignRight, number(last));
    const QFontMetricsF metrics(painter.font());
    const double ends =
        2 * std::max(metrics.horizontalAdvance(number(figure.first)), metrics.horizontalAdvance(number(last))) + 12;
    painter.drawText(area, Qt::AlignBottom | Qt::AlignHCenter,
                     metrics.elidedText(toQString(figure.xLabel), Qt::ElideRight, area.width() - ends));
    if (!figure.referenceName.empty()) {
        const double height = plot.bottom() - plot.height() * figure.reference / most;
        painter.setPen(QPen(palette.color(QPalette::Text), 1, Qt::DashLine));
        painter.drawLine(QPointF(plot.left(), height), QPointF(plot.right(), height));
        painter.drawText(QRectF(plot.left(), height - 16, plot.width(), 16), Qt::AlignRight | Qt::AlignBottom,
                         FigureDrawings::tr("%1 = %2").arg(toQString(figure.referenceName), number(figure.reference)));
    }
}

QString wordsAt(const QPointF& place, const QRectF& area, const BarFigure& figure) {
    const QRectF plot = barArea(area);
    if (figure.values.empty() || !plot.contains(place))
        return {};
    const auto index = std::min(figure.values.size() - 1,
                                std::size_t((place.x() - plot.left()) / plot.width() * double(figure.values.size())));
    return FigureDrawings::tr("%1 %2: %3")
        .arg(toQString(figure.xLabel), number(figure.first + double(index) * figure.width), number(figure.values[index]));
}

void draw(QPainter& painter, const QRectF& area, const PictureFigure& figure, const std::vector<QPixmap>& pictures) {
    const PictureLayout layout = layoutOf(area, figure);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const QRectF place = placeOf(area, layout, i);
        const QSizeF size = QSizeF(pictures[i].size()).scaled(place.size(), Qt::KeepAspectRatio);
        QRectF target({0, 0}, size);
        target.moveCenter(place.center());
        painter.setOpacity(i < figure.opacities.size() ? 0.1 + 0.9 * figure.opacities[i] : 1);
        painter.drawPixmap(target, pictures[i], QRectF(pictures[i].rect()));
    }
    painter.setOpacity(1);
}

QString wordsAt(const QPointF& place, const QRectF& area, const PictureFigure& figure) {
    const PictureLayout layout = layoutOf(area, figure);
    for (std::size_t i = 0; i < figure.captions.size() && i < figure.pictures.size(); ++i)
        if (placeOf(area, layout, i).contains(place))
            return toQString(figure.captions[i]);
    return {};
}

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
    painter.setPen(quiet(palette));
    painter.drawText(area, Qt::AlignBottom | Qt::AlignHCenter,
                     FigureDrawings::tr("%1 × %2").arg(toQString(figure.xLabel), toQString(figure.yLabel)));
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

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const FactFigure& figure) {
    const double line = painter.fontMetrics().height() * 1.5;
    QRectF row(area.left(), area.top(), area.width(), line);
    const QFontMetricsF metrics(painter.font());
    for (const FactFigure::Fact& fact : figure.facts) {
        const QString value = toQString(fact.value);
        const double left = row.width() - metrics.horizontalAdvance(value) - 8;
        painter.setPen(quiet(palette));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(toQString(fact.name), Qt::ElideRight, left));
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value);
        row.translate(0, line);
    }
}

} // namespace hourglass::ui
