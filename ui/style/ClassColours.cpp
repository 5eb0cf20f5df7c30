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
constexpr std::array<QRgb, colourCount> onLight{0xff0e70ce, 0xffdb7911, 0xff207a5d, 0xffcb74b1, 0xff2a1a78,
                                                0xffaa4807, 0xff1b9ddb, 0xff620842, 0xff8d9a57, 0xff5a6a5e};
constexpr std::array<QRgb, colourCount> onDark{0xff50a0fb, 0xfffda702, 0xff489c74, 0xffd792bd, 0xff7a70ea,
                                               0xffdc4511, 0xffc9e9ff, 0xff9e5383, 0xffe0e956, 0xffd5c3c0};

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
