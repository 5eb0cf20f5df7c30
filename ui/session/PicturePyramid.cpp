// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PicturePyramid.h"

#include "ui/session/Convert.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int SmallestSide = 256; // px: to halve it again would save no time
constexpr double Squares = 2;     // times enlarged, and one wants to see the pixels themselves
} // namespace

PicturePyramid::PicturePyramid(const QImage& picture) {
    if (picture.isNull())
        return;
    m_levels.push_back(
        picture.convertToFormat(picture.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32));
    while (std::max(m_levels.back().width(), m_levels.back().height()) > 2 * SmallestSide) {
        const QSize half = (m_levels.back().size() / 2).expandedTo({1, 1});
        m_levels.push_back(m_levels.back().scaled(half, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
}

PicturePyramid::PicturePyramid(const Planes& picture)
    : PicturePyramid(toQImage(picture)) {}

void PicturePyramid::paint(QPainter& painter, const QRectF& whole) const {
    if (isNull() || whole.isEmpty())
        return;
    const double ratio = painter.device()->devicePixelRatioF();
    const double needed = whole.width() * ratio; // device pixels
    auto level = m_levels.begin();
    while (level + 1 != m_levels.end() && (level + 1)->width() >= needed)
        ++level;
    // Only what can be seen: the painter would go through all of it.
    QRectF target = whole;
    if (painter.hasClipping())
        target &= painter.clipBoundingRect();
    else
        target &= QRectF(painter.viewport());
    if (target.isEmpty())
        return;
    const double x = level->width() / whole.width(), y = level->height() / whole.height();
    QRect source =
        QRectF((target.left() - whole.left()) * x, (target.top() - whole.top()) * y, target.width() * x, target.height() * y)
            .toAlignedRect();
    source &= level->rect();
    target =
        QRectF(whole.left() + source.left() / x, whole.top() + source.top() / y, source.width() / x, source.height() / y);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, needed < Squares * size().width());
    painter.drawImage(target, *level, source);
}

} // namespace hourglass::ui
