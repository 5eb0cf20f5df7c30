// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureDrawings.h"

#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"
#include "ui/style/Theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr double Line = 16;      // px, of a row of words
constexpr double LeastPlot = 48; // px, of the height of the bars
constexpr double Sample = 18;    // px, of the dashed line before its name

struct BarDrawing {
    Q_DECLARE_TR_FUNCTIONS(BarDrawing)
};

double highest(const BarFigure& figure) {
    const double most = figure.values.empty() ? 0 : *std::ranges::max_element(figure.values);
    return std::max({most, figure.referenceName.empty() ? 0 : figure.reference, 1e-12});
}

QString heightText(const BarFigure& figure, const QString& most) {
    return BarDrawing::tr("%1, up to %2").arg(toQString(figure.yLabel), most);
}

QString referenceText(const BarFigure& figure) {
    return BarDrawing::tr("%1 = %2").arg(toQString(figure.referenceName), numberText(figure.reference));
}

QString lastText(const BarFigure& figure) {
    return numberText(figure.first + figure.width * double(figure.values.size() - (figure.width == 1 ? 1 : 0)));
}

/// What the numbers at both ends take from the middle of the x axis.
double endsWidth(const QFontMetricsF& metrics, const BarFigure& figure) {
    constexpr double gap = 6;
    return 2 * (gap +
                std::max(metrics.horizontalAdvance(numberText(figure.first)), metrics.horizontalAdvance(lastText(figure))));
}

/// Between the words: above, the highest value and the level to compare with; beneath, the x axis.
QRectF barArea(const QRectF& area, const BarFigure& figure) {
    return area.adjusted(0, figure.referenceName.empty() ? Line : 2 * Line, 0, -Line);
}

void drawBars(QPainter& painter, const QRectF& plot, const QColor& colour, const BarFigure& figure) {
    const double most = highest(figure);
    const double width = plot.width() / double(figure.values.size());
    const double gap = width > 4 ? 1 : 0;
    for (std::size_t i = 0; i < figure.values.size(); ++i) {
        const double height = plot.height() * std::max(0.0, figure.values[i]) / most;
        painter.fillRect(QRectF(plot.left() + double(i) * width, plot.bottom() - height, width - gap, height), colour);
    }
}

void drawWords(QPainter& painter, const QRectF& area, const BarFigure& figure) {
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft, heightText(figure, numberText(highest(figure))));
    painter.drawText(area, Qt::AlignBottom | Qt::AlignLeft, numberText(figure.first));
    painter.drawText(area, Qt::AlignBottom | Qt::AlignRight, lastText(figure));
    const QFontMetricsF metrics(painter.font());
    painter.drawText(
        area, Qt::AlignBottom | Qt::AlignHCenter,
        metrics.elidedText(toQString(figure.xLabel), Qt::ElideRight, area.width() - endsWidth(metrics, figure)));
}

/// Its name stands above the bars, where nothing lies behind it, after a piece of its line.
void drawReference(QPainter& painter, const QRectF& area, const QPalette& palette, const BarFigure& figure) {
    const QRectF plot = barArea(area, figure);
    const QRectF name(area.left(), area.top() + Line, area.width(), Line);
    const double height = plot.bottom() - plot.height() * figure.reference / highest(figure);
    painter.setPen(QPen(palette.color(QPalette::Text), 1, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), height), QPointF(plot.right(), height));
    painter.drawLine(QPointF(name.left(), name.center().y()), QPointF(name.left() + Sample, name.center().y()));
    painter.drawText(name.adjusted(Sample + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, referenceText(figure));
}

} // namespace

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const BarFigure& figure) {
    if (figure.values.empty())
        return;
    const QRectF plot = barArea(area, figure);
    drawBars(painter, plot, palette.color(QPalette::Highlight), figure);
    painter.setPen(chartColours(palette).mutedText);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    drawWords(painter, area, figure);
    if (!figure.referenceName.empty())
        drawReference(painter, area, palette, figure);
}

QSizeF leastSize(const QFontMetricsF& metrics, const BarFigure& figure) {
    // Room for the longest numbers, so that the width does not change with each of them.
    double width = std::max(metrics.horizontalAdvance(heightText(figure, numberText(highest(figure)))),
                            metrics.horizontalAdvance(heightText(figure, numberText(88888))));
    width = std::max(width, endsWidth(metrics, figure) + metrics.horizontalAdvance(toQString(figure.xLabel)));
    if (!figure.referenceName.empty())
        width = std::max(width, Sample + 4 + metrics.horizontalAdvance(referenceText(figure)));
    return {width + 1, LeastPlot + (figure.referenceName.empty() ? 2 : 3) * Line};
}

QString wordsAt(const QPointF& place, const QRectF& area, const BarFigure& figure) {
    const QRectF plot = barArea(area, figure);
    if (figure.values.empty() || !plot.contains(place))
        return {};
    const auto index = std::min(figure.values.size() - 1,
                                std::size_t((place.x() - plot.left()) / plot.width() * double(figure.values.size())));
    return BarDrawing::tr("%1 %2: %3")
        .arg(toQString(figure.xLabel), numberText(figure.first + double(index) * figure.width),
             numberText(figure.values[index]));
}

} // namespace hourglass::ui
