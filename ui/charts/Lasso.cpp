// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/Lasso.h"

#include <QApplication>
#include <QImage>

#include <algorithm>

namespace hourglass::ui {

Lasso::Mode Lasso::modeFor(Qt::KeyboardModifiers modifiers) {
    const bool shift = modifiers & Qt::ShiftModifier, control = modifiers & Qt::ControlModifier;
    if ((shift && control) || (modifiers & Qt::AltModifier))
        return Mode::Remove;
    return shift ? Mode::Add : Mode::Replace;
}

void Lasso::begin(const QPointF& place, Mode mode) {
    m_path = {place};
    m_mode = mode;
}

void Lasso::extendTo(const QPointF& place) {
    if (place != m_path.back())
        m_path << place;
}

bool Lasso::isClick() const {
    const QSizeF size = m_path.boundingRect().size();
    return std::max(size.width(), size.height()) < QApplication::startDragDistance();
}

bool Lasso::isLine() const {
    const QSizeF size = m_path.boundingRect().size();
    return std::min(size.width(), size.height()) < 1;
}

std::vector<int> Lasso::inside(const PointPlaces& places) const {
    // The area is painted once; each point then looks up its pixel, however many corners the area has.
    const QRect bounds = m_path.boundingRect().toAlignedRect();
    QImage mask(bounds.size(), QImage::Format_Grayscale8);
    mask.fill(0);
    QPainter painter(&mask);
    painter.translate(-bounds.topLeft());
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawPolygon(m_path, Qt::WindingFill);
    painter.end();
    std::vector<int> found;
    for (std::size_t i = 0; i < places.count(); ++i) {
        const double x = places.x[i] - bounds.left(), y = places.y[i] - bounds.top();
        if (x >= 0 && x < mask.width() && y >= 0 && y < mask.height() && mask.constScanLine(int(y))[int(x)] > 0)
            found.push_back(int(i));
    }
    return found;
}

void Lasso::paint(QPainter& painter, const QPalette& palette) const {
    QColor veil = palette.color(QPalette::Highlight);
    painter.setPen(QPen(veil, 1.2, Qt::DashLine));
    veil.setAlphaF(0.14F);
    painter.setBrush(veil);
    painter.drawPolygon(m_path, Qt::WindingFill);
}

} // namespace hourglass::ui
