// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureDrawings.h"

#include "ui/session/Convert.h"
#include "ui/style/Theme.h"

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr double Line = 16;      // px, of a row of words
constexpr double LeastSide = 24; // px, of a picture in which something is to be seen
constexpr int RowsAtMost = 6;    // at that size: beyond it, a figure grows to the right

/// How many captions it takes until they begin again, as "seen, rebuilt, seen, rebuilt" does after two; 0 where they do not.
int repeatedCaptions(const PictureFigure& figure) {
    const auto& captions = figure.captions;
    for (std::size_t length = 2; length < captions.size(); ++length)
        if (std::equal(captions.begin() + std::ptrdiff_t(length), captions.end(), captions.begin()))
            return figure.columns % int(length) == 0 ? int(length) : 0;
    return 0;
}

struct PictureLayout {
    int columns = 1;
    double side = 0;
    double top = 0; ///< of the pictures, under the captions
};

/// As many in a row as the figure says, or as make the pictures largest; captions that repeat stay in their columns.
PictureLayout layoutOf(const QRectF& area, const PictureFigure& figure) {
    const int count = int(figure.pictures.size());
    const int repeated = repeatedCaptions(figure);
    const double top = repeated > 0 ? Line : 0;
    const int step = std::max(1, repeated);
    PictureLayout best{step, 0, top};
    for (int columns = figure.columns > 0 ? figure.columns : step; columns <= (figure.columns > 0 ? figure.columns : count);
         columns += step) {
        const int rows = (count + columns - 1) / columns;
        const double side = std::min(area.width() / columns, (area.height() - top) / rows);
        if (side > best.side)
            best = {columns, side, top};
    }
    return best;
}

QRectF placeOf(const QRectF& area, const PictureLayout& layout, std::size_t index) {
    const auto row = double(index / std::size_t(layout.columns));
    const auto column = double(index % std::size_t(layout.columns));
    return QRectF(area.left() + column * layout.side, area.top() + layout.top + row * layout.side, layout.side, layout.side)
        .adjusted(1, 1, -1, -1);
}

void drawCaptions(QPainter& painter, const QRectF& area, const PictureLayout& layout, const PictureFigure& figure) {
    const QFontMetricsF metrics(painter.font());
    for (int i = 0; i < layout.columns; ++i)
        painter.drawText(QRectF(area.left() + i * layout.side, area.top(), layout.side, Line), Qt::AlignCenter,
                         metrics.elidedText(toQString(figure.captions[std::size_t(i)]), Qt::ElideRight, layout.side));
}

} // namespace

void draw(QPainter& painter, const QRectF& area, const QPalette& palette, const PictureFigure& figure,
          const std::vector<QPixmap>& pictures) {
    const PictureLayout layout = layoutOf(area, figure);
    painter.setPen(chartColours(palette).mutedText);
    if (layout.top > 0)
        drawCaptions(painter, area, layout, figure);
    painter.setPen(palette.color(QPalette::Mid));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const QRectF place = placeOf(area, layout, i);
        const QSizeF size = QSizeF(pictures[i].size()).scaled(place.size(), Qt::KeepAspectRatio);
        QRectF target({0, 0}, size);
        target.moveCenter(place.center());
        painter.setOpacity(i < figure.opacities.size() ? 0.1 + 0.9 * figure.opacities[i] : 1);
        painter.drawPixmap(target, pictures[i], QRectF(pictures[i].rect()));
        painter.setOpacity(1);
        painter.drawRect(target); // without it, what is as bright as the background would be no part of the picture
    }
}

QSizeF leastSize(const QFontMetricsF& metrics, const PictureFigure& figure) {
    const int count = std::max(1, int(figure.pictures.size()));
    const int repeated = repeatedCaptions(figure);
    double side = LeastSide;
    for (int i = 0; i < repeated; ++i)
        side = std::max(side, metrics.horizontalAdvance(toQString(figure.captions[std::size_t(i)])) + 4);
    int columns = figure.columns > 0 ? figure.columns : (count + RowsAtMost - 1) / RowsAtMost;
    if (repeated > 0)
        columns = (columns + repeated - 1) / repeated * repeated;
    const int rows = (count + columns - 1) / columns;
    return {columns * side, rows * side + (repeated > 0 ? Line : 0)};
}

QString wordsAt(const QPointF& place, const QRectF& area, const PictureFigure& figure) {
    const PictureLayout layout = layoutOf(area, figure);
    for (std::size_t i = 0; i < figure.captions.size() && i < figure.pictures.size(); ++i)
        if (placeOf(area, layout, i).contains(place))
            return toQString(figure.captions[i]);
    return {};
}

} // namespace hourglass::ui
