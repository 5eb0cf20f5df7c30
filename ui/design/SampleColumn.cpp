// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/SampleColumn.h"

#include "ui/widgets/Colours.h"

#include <QBuffer>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr int margin = 6;
constexpr int apart = 3;       // px, between two pictures
constexpr int largeSide = 180; // px

/// Few numbers as sharp squares, large pictures smoothly.
Qt::TransformationMode modeFor(const QImage& picture, const QSize& size) {
    return picture.width() > size.width() ? Qt::SmoothTransformation : Qt::FastTransformation;
}

} // namespace

int SampleColumn::widthFor(const QFontMetrics& metrics) {
    return 3 * metrics.height() + 2 * margin;
}

void SampleColumn::setPictures(const std::vector<QImage>& pictures) {
    m_pictures.clear();
    for (const QImage& picture : pictures)
        m_pictures.push_back({picture, {}});
}

QImage SampleColumn::picture(std::size_t bar) const {
    return bar < m_pictures.size() ? m_pictures[bar].image : QImage();
}

QRect SampleColumn::placeOf(std::size_t bar, const std::vector<QRect>& bars, const QRect& area) const {
    const QImage image = picture(bar);
    if (image.isNull())
        return {};
    const int middle = bars[bar].center().y();
    const int width = area.width() - 2 * margin;
    int height = width;
    if (bar > 0)
        height = std::min(height, middle - bars[bar - 1].center().y() - apart);
    if (bar + 1 < bars.size())
        height = std::min(height, bars[bar + 1].center().y() - middle - apart);
    const QSize size = image.size().scaled(width, std::max(height, 1), Qt::KeepAspectRatio).expandedTo({1, 1});
    return {QPoint(area.left() + (area.width() - size.width()) / 2, middle - size.height() / 2), size};
}

void SampleColumn::paint(QPainter& painter, const QPalette& palette, const std::vector<QRect>& bars, const QRect& area) {
    const QColor frame = blended(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.35);
    const double ratio = painter.device()->devicePixelRatioF();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const QRect place = placeOf(i, bars, area);
        if (place.isNull())
            continue;
        auto& [image, scaled] = m_pictures[i];
        const QSize size = (QSizeF(place.size()) * ratio).toSize();
        if (scaled.size() != size) {
            scaled = image.scaled(size, Qt::IgnoreAspectRatio, modeFor(image, size));
            scaled.setDevicePixelRatio(ratio);
        }
        painter.drawImage(place.topLeft(), scaled);
        painter.setPen(frame);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

QString SampleColumn::largePicture(std::size_t bar) const {
    const QImage image = picture(bar);
    if (image.isNull())
        return {};
    const QSize size = image.size().scaled(largeSide, largeSide, Qt::KeepAspectRatio);
    QByteArray png;
    QBuffer buffer(&png);
    image.scaled(size, Qt::IgnoreAspectRatio, modeFor(image, size)).save(&buffer, "PNG");
    return QStringLiteral("<img src=\"data:image/png;base64,%1\"/>").arg(QString::fromLatin1(png.toBase64()));
}

} // namespace hourglass::ui
