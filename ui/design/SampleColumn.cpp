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

QRect SampleColumn::placeOf(std::size_t bar, const std::vector<QRect>& bars, int left) const {
    if (bar >= m_pictures.size() || m_pictures[bar].isNull())
        return {};
    const int middle = bars[bar].center().y();
    int height = Width - 2 * margin;
    if (bar > 0)
        height = std::min(height, middle - bars[bar - 1].center().y() - apart);
    if (bar + 1 < bars.size())
        height = std::min(height, bars[bar + 1].center().y() - middle - apart);
    const QSize room(Width - 2 * margin, std::max(height, 1));
    const QSize size = m_pictures[bar].size().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    return {QPoint(left + (Width - size.width()) / 2, middle - size.height() / 2), size};
}

void SampleColumn::paint(QPainter& painter, const QPalette& palette, const std::vector<QRect>& bars, int left) const {
    const QColor frame = blended(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.35);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const QRect place = placeOf(i, bars, left);
        if (place.isNull())
            continue;
        const double ratio = painter.device()->devicePixelRatioF();
        QImage scaled =
            m_pictures[i].scaled(place.size() * ratio, Qt::IgnoreAspectRatio, modeFor(m_pictures[i], place.size() * ratio));
        scaled.setDevicePixelRatio(ratio);
        painter.drawImage(place.topLeft(), scaled);
        painter.setPen(frame);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

QString SampleColumn::largePicture(std::size_t bar) const {
    if (bar >= m_pictures.size() || m_pictures[bar].isNull())
        return {};
    const QImage& picture = m_pictures[bar];
    const QSize size = picture.size().scaled(largeSide, largeSide, Qt::KeepAspectRatio);
    QByteArray png;
    QBuffer buffer(&png);
    picture.scaled(size, Qt::IgnoreAspectRatio, modeFor(picture, size)).save(&buffer, "PNG");
    return QStringLiteral("<img src=\"data:image/png;base64,%1\"/>").arg(QString::fromLatin1(png.toBase64()));
}

} // namespace hourglass::ui
