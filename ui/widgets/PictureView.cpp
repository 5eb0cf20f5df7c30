// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureView.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int SmallPicture = 64; // px a side
constexpr int ExportedSide = 256;
} // namespace

// They are enlarged by a whole factor first, so that all squares are equally large, and then brought to size.
QImage scaledPicture(const QSize& size, const QImage& picture) {
    if (std::max(picture.width(), picture.height()) > SmallPicture)
        return picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const int factor = (size.width() + picture.width() - 1) / picture.width();
    return picture.scaled(picture.size() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation)
        .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

PictureView::PictureView(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setPicture(const QImage& picture) {
    m_picture = picture;
    m_scaled = {};
    update();
}

void PictureView::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

QRect PictureView::pictureRect() const {
    if (m_picture.isNull())
        return {};
    QRect place({}, m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    place.moveCenter(rect().center());
    return place;
}

QSize PictureView::pictureSize() const {
    return m_picture.size().scaled(ExportedSide, ExportedSide, Qt::KeepAspectRatio);
}

void PictureView::paintPicture(QPainter& painter) const {
    if (!m_picture.isNull())
        painter.drawImage(QRect({}, pictureSize()), scaledPicture(2 * pictureSize(), m_picture));
}

void PictureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_picture.isNull()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const QRect place = pictureRect();
    const QSize size = (QSizeF(place.size()) * devicePixelRatioF()).toSize().expandedTo({1, 1});
    if (m_scaled.size() != size)
        m_scaled = QPixmap::fromImage(scaledPicture(size, m_picture));
    painter.drawPixmap(place, m_scaled);
    painter.setPen(palette().color(QPalette::Mid)); // what is as bright as the background belongs to the picture too
    painter.drawRect(place.adjusted(0, 0, -1, -1));
}

} // namespace hourglass::ui
