// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/ClassColours.h"

#include "ui/style/Theme.h"

#include <QPainter>
#include <QPolygonF>

#include <array>

namespace hourglass::ui {

namespace {

constexpr int colourCount = 10;
constexpr int shapeCount = 5;

// The hues of Okabe & Ito and of Paul Tol's "muted" scheme, with lightness and chroma moved until the smallest
// distance in Oklab, as seen normally, with protanopia and with deuteranopia, was largest.
constexpr std::array<QRgb, colourCount> onLight{0xff2975e4, 0xffb9610b, 0xff487d67, 0xffaf4fae, 0xff201359,
                                                0xff964608, 0xff0a98e7, 0xff5c213f, 0xff8e975c, 0xff4a595b};
constexpr std::array<QRgb, colourCount> onDark{0xff4ba0fe, 0xfff18c08, 0xff63ba77, 0xffe6a5c7, 0xff7263e0,
                                               0xffd45b2d, 0xffd9f0ff, 0xffa84da2, 0xffdefc65, 0xffd8d8a8};

} // namespace

QColor classColour(int label, const QPalette& palette) {
    if (label < 0)
        return palette.color(QPalette::Highlight);
    return (isDark(palette) ? onDark : onLight)[std::size_t(label % colourCount)];
}

MarkerShape markerShape(int label) {
    if (label < 0)
        return MarkerShape::Circle;
    return MarkerShape((label + label / colourCount) % shapeCount);
}

void paintMarker(QPainter& painter, MarkerShape shape, const QPointF& centre, double radius) {
    const auto polygon = [&](std::initializer_list<QPointF> corners) {
        QPolygonF scaled;
        for (const QPointF& corner : corners)
            scaled << centre + radius * corner;
        painter.drawPolygon(scaled);
    };
    switch (shape) {
    case MarkerShape::Circle:
        painter.drawEllipse(centre, radius, radius);
        break;
    case MarkerShape::Square:
        polygon({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
        break;
    case MarkerShape::Triangle:
        polygon({{0, -1.2}, {1.15, 0.9}, {-1.15, 0.9}});
        break;
    case MarkerShape::Diamond:
        polygon({{0, -1.3}, {1.1, 0}, {0, 1.3}, {-1.1, 0}});
        break;
    case MarkerShape::InvertedTriangle:
        polygon({{0, 1.2}, {1.15, -0.9}, {-1.15, -0.9}});
        break;
    }
}

} // namespace hourglass::ui
