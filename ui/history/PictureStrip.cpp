// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/PictureStrip.h"

#include <QBuffer>
#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr int ThumbnailCount = 3;
constexpr int ThumbnailSide = 28; // px
constexpr int MostPictures = 256; // more is damage

QByteArray toPng(const QImage& image) {
    QByteArray png;
    QBuffer buffer(&png);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace

QByteArray stripOf(const std::vector<QImage>& pictures) {
    if (pictures.empty() || pictures.front().isNull())
        return {};
    const QSize size = pictures.front().size();
    QImage strip(size.width() * int(pictures.size()), size.height(), pictures.front().format());
    strip.fill(Qt::black);
    QPainter painter(&strip);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        painter.drawImage(QRect(QPoint(int(i) * size.width(), 0), size), pictures[i]);
    painter.end();
    return toPng(strip);
}

std::vector<QImage> picturesIn(const QByteArray& png, int count) {
    std::vector<QImage> pictures(std::size_t(std::clamp(count, 0, MostPictures)));
    const QImage strip = QImage::fromData(png, "PNG");
    if (strip.isNull() || pictures.empty())
        return pictures;
    const int width = strip.width() / int(pictures.size());
    for (std::size_t i = 0; i < pictures.size(); ++i)
        pictures[i] = strip.copy(int(i) * width, 0, width, strip.height());
    return pictures;
}

QByteArray thumbnailOf(const std::vector<QImage>& pictures) {
    std::vector<QImage> small;
    for (std::size_t i = 0; i < std::min<std::size_t>(ThumbnailCount, pictures.size()); ++i)
        if (!pictures[i].isNull())
            small.push_back(pictures[i].scaled(ThumbnailSide, ThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    return stripOf(small);
}

} // namespace hourglass::ui
