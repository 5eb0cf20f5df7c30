// SPDX-License-Identifier: GPL-3.0-or-later
// How a CompareView looks.
#include "ui/pictures/CompareView.h"

#include "ui/style/HeatScale.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace hourglass::ui {

namespace {

constexpr int CaptionMargin = 6; // px
constexpr double Handle = 9;     // px, radius
constexpr int VeilOpacity = 150; // of 255
constexpr int White = 255;

enum Layer : std::size_t { BeforeLayer, AfterLayer, DifferenceLayer };

/// Colours of differences from 0 to 255, already enlarged.
std::array<QRgb, 256> differenceColours() {
    std::array<QRgb, 256> colours{};
    for (int i = 0; i < 256; ++i)
        colours[std::size_t(i)] = heatColour(std::min(1.0, CompareView::DifferenceGain * i / 255));
    return colours;
}

/// @param colour  makes a pixel of one and how far off it is: the largest of the three channels
template <typename Colour>
void paintDifferences(QImage& image, const QImage& other, Colour colour) {
    for (int y = 0; y < image.height(); ++y) {
        auto* const pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto* const others = reinterpret_cast<const QRgb*>(other.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const QRgb a = pixels[x], b = others[x];
            if (qAlpha(a) == 0 || qAlpha(b) == 0)
                continue; // beside the picture
            pixels[x] = colour(
                a, std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))}));
        }
    }
}

} // namespace

QImage CompareView::rendered(const PicturePyramid& picture, const QRectF& area) const {
    const double ratio = devicePixelRatioF();
    QImage image((area.size() * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    picture.paint(painter, wholeIn(QRectF({}, area.size())));
    return image;
}

/// Of what is in sight, as heat.
QImage CompareView::difference(const QRectF& area) const {
    static const std::array<QRgb, 256> colours = differenceColours();
    const PicturePyramid& reference = m_reference.picture.isNull() ? m_before.picture : m_reference.picture;
    QImage image = rendered(m_after.picture, area);
    paintDifferences(image, rendered(reference, area),
                     [](QRgb, int difference) { return colours[std::size_t(difference)]; });
    return image;
}

/// What the network makes something else of than it usually does, in red over a pale picture.
QImage CompareView::anomalies(const QRectF& area) const {
    QImage image = rendered(m_before.picture, area);
    const int usual = m_usual ? int(std::ceil(White * *m_usual)) : White;
    paintDifferences(image, rendered(m_after.picture, area), [usual](QRgb pixel, int difference) {
        const int pale = (qGray(pixel) + White) / 2;
        return difference > usual ? qRgb(200, qGray(pixel) / 4, qGray(pixel) / 4) : qRgb(pale, pale, pale);
    });
    return image;
}

const QPixmap& CompareView::shown(std::size_t layer, const QRectF& area) {
    QPixmap& shown = m_shown[layer];
    if (shown.isNull())
        shown = QPixmap::fromImage(layer == BeforeLayer        ? rendered(m_before.picture, area)
                                   : layer == AfterLayer       ? rendered(m_after.picture, area)
                                   : m_mode == Mode::Anomalies ? anomalies(area)
                                                               : difference(area));
    return shown;
}

void CompareView::paintOnVeil(const BrushStroke& stroke) {
    QPainter painter(&m_veil);
    painter.setCompositionMode(QPainter::CompositionMode_Source); // nothing adds up where strokes cross
    const QRectF whole = wholeIn(QRectF({}, areaOf(0).size()));
    painter.translate(whole.topLeft());
    painter.scale(whole.width() / m_size.width(), whole.height() / m_size.height());
    QColor colour = palette().color(QPalette::Highlight);
    colour.setAlpha(VeilOpacity);
    paintStroke(painter, stroke, colour, Qt::transparent);
}

/// Over what was before; and wherever one paints at the moment.
void CompareView::paintStrokes(QPainter& painter, const QRectF& area, const QRectF& clip) {
    if (!m_paints)
        return;
    if (m_veil.isNull()) {
        const double ratio = devicePixelRatioF();
        m_veil = QImage((area.size() * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
        m_veil.setDevicePixelRatio(ratio);
        m_veil.fill(Qt::transparent);
        for (const BrushStroke& stroke : m_strokes)
            paintOnVeil(stroke);
        if (m_stroke)
            paintOnVeil(*m_stroke);
    }
    painter.setClipRect(wholeIn(area) & (m_stroke ? area : clip));
    painter.drawImage(area.topLeft(), m_veil);
    painter.setClipping(false);
}

void CompareView::paintCaption(QPainter& painter, const QRectF& area, const QString& text, Qt::Alignment side) const {
    if (text.isEmpty())
        return;
    const QRectF place = wholeIn(area) & area;
    const QString shown = fontMetrics().elidedText(text, Qt::ElideRight, int(place.width()) - 4 * CaptionMargin);
    QRectF box(0, 0, fontMetrics().horizontalAdvance(shown) + 2 * CaptionMargin, fontMetrics().height() + CaptionMargin);
    box.moveTop(place.top() + CaptionMargin);
    if (side & Qt::AlignRight)
        box.moveRight(place.right() - CaptionMargin);
    else
        box.moveLeft(place.left() + CaptionMargin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 165));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, shown);
}

void CompareView::paintAll(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = areaOf(0);
    switch (m_mode) {
    case Mode::Wipe: {
        painter.drawPixmap(area.topLeft(), shown(BeforeLayer, area));
        const double x = wipeX();
        const QRectF right(x, area.top(), area.right() - x, area.height());
        painter.setClipRect(right);
        painter.drawPixmap(area.topLeft(), shown(AfterLayer, area));
        painter.setClipping(false);
        paintStrokes(painter, area, {area.left(), area.top(), x - area.left(), area.height()});
        const QRectF seen = wholeIn(area) & area;
        painter.setPen(QPen(Qt::white, 1.5));
        painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()));
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawEllipse(QPointF(x, seen.center().y()), Handle, Handle);
        painter.setClipRect(QRectF(area.left(), area.top(), x - area.left(), area.height()));
        paintCaption(painter, area, m_before.caption, Qt::AlignLeft);
        painter.setClipRect(right);
        paintCaption(painter, area, m_after.caption, Qt::AlignRight);
        painter.setClipping(false);
        break;
    }
    case Mode::SideBySide: {
        painter.drawPixmap(area.topLeft(), shown(BeforeLayer, area));
        paintStrokes(painter, area, area);
        paintCaption(painter, area, m_before.caption, Qt::AlignLeft);
        painter.drawPixmap(areaOf(1).topLeft(), shown(AfterLayer, areaOf(1)));
        paintCaption(painter, areaOf(1), m_after.caption, Qt::AlignLeft);
        break;
    }
    case Mode::Before:
    case Mode::After: {
        const bool isBefore = m_mode == Mode::Before;
        painter.drawPixmap(area.topLeft(), shown(isBefore ? BeforeLayer : AfterLayer, area));
        paintStrokes(painter, area, isBefore ? area : QRectF());
        paintCaption(painter, area, isBefore ? m_before.caption : m_after.caption, Qt::AlignLeft);
        break;
    }
    case Mode::Anomalies:
        painter.drawPixmap(area.topLeft(), shown(DifferenceLayer, area));
        paintCaption(painter, area,
                     m_usual ? tr("Red: off by more than %1 of 255").arg(White * *m_usual, 0, 'f', 1)
                             : tr("How far off is usual is not known yet"),
                     Qt::AlignLeft);
        break;
    case Mode::Difference: {
        painter.drawPixmap(area.topLeft(), shown(DifferenceLayer, area));
        const QString other = m_reference.picture.isNull() ? m_before.caption : m_reference.caption;
        paintCaption(painter, area, tr("%1, difference from: %2").arg(m_after.caption, other), Qt::AlignLeft);
        break;
    }
    }
}

void CompareView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(24, 12, -24, -12), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    } else {
        paintAll(painter);
        if (m_paints && (m_gesture == Gesture::None || m_gesture == Gesture::Paint || m_gesture == Gesture::RubOut)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(Qt::black, 3));
            painter.drawEllipse(m_last, m_brush / 2, m_brush / 2);
            painter.setPen(QPen(Qt::white, 1.5));
            painter.drawEllipse(m_last, m_brush / 2, m_brush / 2);
        }
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

QSize CompareView::pictureSize() const {
    return size();
}

void CompareView::paintPicture(QPainter& painter) {
    paintAll(painter);
}

} // namespace hourglass::ui
