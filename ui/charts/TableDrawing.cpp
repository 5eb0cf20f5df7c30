// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureDrawings.h"

#include "ui/session/Convert.h"
#include "ui/style/Theme.h"

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr double Gap = 10;           // px, between columns
constexpr double WidestColumn = 110; // px
constexpr double Strongest = 0.45;   // opacity of a ground

QString textOf(double value) {
    return !std::isfinite(value)     ? QString()
           : std::abs(value) >= 1000 ? QString::number(value, 'g', 3)
           : std::abs(value) < 0.005 ? QStringLiteral("0.00")
                                     : QString::number(value, 'f', 2);
}

double heightOf(const QFontMetricsF& metrics) {
    return std::ceil(metrics.height() * 1.35);
}

double namesWidth(const QFontMetricsF& metrics, const TableFigure& figure) {
    double width = 0;
    for (const std::string& row : figure.rows)
        width = std::max(width, metrics.horizontalAdvance(toQString(row)));
    return std::ceil(width) + Gap;
}

double columnWidth(const QFontMetricsF& metrics, const TableFigure& figure) {
    double width = metrics.horizontalAdvance(QStringLiteral("−00.00"));
    for (const std::string& column : figure.columns)
        width = std::max(width, metrics.horizontalAdvance(toQString(column)));
    return std::ceil(width) + Gap;
}

} // namespace

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const TableFigure& figure) {
    const QFontMetricsF metrics(painter.font());
    const double names = namesWidth(metrics, figure), height = heightOf(metrics);
    const auto columns = double(std::max<std::size_t>(1, figure.columns.size()));
    const double least = columnWidth(metrics, figure);
    const double width = std::clamp((area.width() - names) / columns, least, std::max(least, WidestColumn));
    const auto cell = [&](std::size_t row, std::size_t column) { // of the body
        return QRectF(area.left() + names + double(column) * width, area.top() + double(row + 1) * height, width, height);
    };
    painter.setPen(chartColours(palette).mutedText);
    for (std::size_t column = 0; column < figure.columns.size(); ++column)
        painter.drawText(cell(0, column).translated(-Gap / 2, -height), Qt::AlignRight | Qt::AlignVCenter,
                         toQString(figure.columns[column]));
    for (std::size_t row = 0; row < figure.rows.size(); ++row) {
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(QRectF(area.left(), cell(row, 0).top(), names, height), Qt::AlignLeft | Qt::AlignVCenter,
                         toQString(figure.rows[row]));
        for (std::size_t column = 0; column < figure.columns.size(); ++column) {
            const double value = figure.values[row * figure.columns.size() + column];
            if (!std::isfinite(value))
                continue;
            QColor ground = palette.color(QPalette::Highlight);
            ground.setAlphaF(float(Strongest * std::min(1.0, std::abs(value) / figure.most)));
            painter.fillRect(cell(row, column).adjusted(1, 1, -1, -1), ground);
            painter.drawText(cell(row, column).translated(-Gap / 2, 0), Qt::AlignRight | Qt::AlignVCenter, textOf(value));
        }
    }
}

QSizeF leastSize(const QFontMetricsF& metrics, const TableFigure& figure) {
    return {namesWidth(metrics, figure) + double(figure.columns.size()) * columnWidth(metrics, figure),
            double(figure.rows.size() + 1) * heightOf(metrics)};
}

} // namespace hourglass::ui
