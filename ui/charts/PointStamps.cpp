// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PointStamps.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr std::size_t PlainFrom = 20'000; // points
constexpr double PlainOpacity = 0.85;     // so that where many lie on each other is seen

/// Source over, both premultiplied.
QRgb over(QRgb source, QRgb below) {
    const unsigned rest = 255 - unsigned(qAlpha(source));
    // Two channels at a time; (t + t / 256 + 128) / 256 is t / 255, rounded.
    unsigned even = (below & 0xff00ff) * rest;
    even = ((even + ((even >> 8) & 0xff00ff) + 0x800080) >> 8) & 0xff00ff;
    unsigned odd = ((below >> 8) & 0xff00ff) * rest;
    odd = (odd + ((odd >> 8) & 0xff00ff) + 0x800080) & 0xff00ff00;
    return source + (even | odd);
}

} // namespace

PointStamps::PointStamps(std::size_t count, double ratio, const QPalette& palette)
    : m_radius(radius(count))
    , m_ratio(ratio)
    , m_isPlain(count > PlainFrom)
    , m_palette(palette) {}

bool PointStamps::areFor(std::size_t count, double ratio, const QPalette& palette) const {
    return radius(count) == m_radius && (count > PlainFrom) == m_isPlain && ratio == m_ratio && palette == m_palette;
}

double PointStamps::radius(std::size_t count) {
    return count <= 500 ? 4.5 : count <= 3000 ? 3.5 : count <= 6000 ? 2.5 : count <= PlainFrom ? 1.8 : 1;
}

PointStamps::Stamp PointStamps::makeStamp(const Look& look) const {
    QColor colour = look.colour;
    const int side = int(std::ceil((2 * 1.4 * m_radius + 2) * m_ratio));
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    if (look.faded)
        painter.setOpacity(FadedOpacity);
    if (m_isPlain) {
        colour.setAlphaF(float(PlainOpacity));
        const int spot = std::max(1, int(std::lround(2 * m_radius * m_ratio)));
        painter.fillRect((side - spot) / 2, (side - spot) / 2, spot, spot, colour);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(m_ratio, m_ratio);
        painter.setPen(QPen(m_palette.color(QPalette::Base), 0.7)); // keeps neighbours apart
        painter.setBrush(colour);
        paintMarker(painter, look.shape, QPointF(side, side) / 2 / m_ratio, m_radius);
    }
    painter.end();

    // Without the empty border.
    QRect used;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (qAlpha(image.pixel(x, y)) > 0)
                used |= QRect(x, y, 1, 1);
    Stamp stamp{look, used.width(), used.height(), used.left() - side / 2, used.top() - side / 2, {}};
    for (int y = used.top(); y <= used.bottom(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        stamp.pixels.insert(stamp.pixels.end(), row + used.left(), row + used.left() + used.width());
    }
    return stamp;
}

const PointStamps::Stamp& PointStamps::stampOf(int label, bool faded) {
    std::vector<int>& byLabel = m_byLabel[faded ? 1 : 0];
    const auto place = std::size_t(label + 1);
    if (place >= byLabel.size())
        byLabel.resize(place + 1, -1);
    if (byLabel[place] < 0) {
        const Look look{classColour(label, m_palette).rgb(), m_isPlain ? MarkerShape::Circle : markerShape(label), faded};
        const auto same = std::ranges::find(m_stamps, look, &Stamp::look);
        byLabel[place] = int(same - m_stamps.begin());
        if (same == m_stamps.end())
            m_stamps.push_back(makeStamp(look));
    }
    return m_stamps[std::size_t(byLabel[place])];
}

void PointStamps::paint(QImage& image, const QPointF& origin, const PointPlaces& places, std::span<const int> labels,
                        std::span<const std::uint8_t> strong) {
    if (!strong.empty())
        paintSome(image, origin, places, labels, strong, true);
    paintSome(image, origin, places, labels, strong, false);
}

void PointStamps::paintSome(QImage& image, const QPointF& origin, const PointPlaces& places, std::span<const int> labels,
                            std::span<const std::uint8_t> strong, bool faded) {
    const int width = image.width(), height = image.height();
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto pitch = std::ptrdiff_t(image.bytesPerLine() / 4);
    int label = -2;
    const Stamp* stamp = nullptr;
    for (std::size_t i = 0; i < places.count(); ++i) {
        if (!strong.empty() && (strong[i] == 0) != faded)
            continue;
        const double x = (places.x[i] - origin.x()) * m_ratio, y = (places.y[i] - origin.y()) * m_ratio;
        if (!(x > -64 && x < width + 64 && y > -64 && y < height + 64)) // also what is no number
            continue;
        if (labels[i] != label) {
            label = labels[i];
            stamp = &stampOf(label, faded);
        }
        const int left = int(std::lround(x)) + stamp->left, top = int(std::lround(y)) + stamp->top;
        const int firstColumn = std::max(0, -left), lastColumn = std::min(stamp->width, width - left);
        const int lastRow = std::min(stamp->height, height - top);
        for (int row = std::max(0, -top); row < lastRow; ++row) {
            const QRgb* const source = stamp->pixels.data() + row * stamp->width;
            QRgb* const target = pixels + (top + row) * pitch + left;
            for (int column = firstColumn; column < lastColumn; ++column)
                target[column] = over(source[column], target[column]);
        }
    }
}

} // namespace hourglass::ui
