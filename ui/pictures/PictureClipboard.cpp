// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/PictureClipboard.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace hourglass::ui {

namespace {

constexpr int ThumbnailSide = 192; // px
constexpr int QuickPacking = 90;   // Qt's quality of PNG: the higher, the larger and the sooner
const QString Png = QStringLiteral("image/png");

} // namespace

PictureClipboard::PictureClipboard(QObject* parent)
    : QObject(parent)
    , m_background("clipboard") {}

PictureClipboard::~PictureClipboard() {
    ++*m_newest;
}

void PictureClipboard::copy(const QImage& picture) {
    m_background.line()->work([this, picture, number = ++*m_newest, newest = m_newest, line = m_background.line()] {
        if (*newest != number)
            return;
        QByteArray png; // as others ask for it: Qt would make it while they wait, and the window with them
        QBuffer buffer(&png);
        picture.save(&buffer, "PNG", QuickPacking);
        line->reply([this, picture, png, number] {
            if (*m_newest != number)
                return;
            auto* mime = new QMimeData; // the clipboard's
            mime->setImageData(picture);
            mime->setData(Png, png);
            QGuiApplication::clipboard()->setMimeData(mime);
        });
    });
}

bool PictureClipboard::take(const QMimeData& mime) {
    const QByteArray png = mime.data(Png);
    const QImage ready = png.isEmpty() ? mime.imageData().value<QImage>() : QImage();
    if (png.isEmpty() && ready.isNull())
        return false;
    m_background.line()->work([this, png, ready, line = m_background.line()] {
        const QImage picture = ready.isNull() ? QImage::fromData(png) : ready;
        const QImage thumbnail = picture.scaled(ThumbnailSide, ThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        line->reply([this, picture, thumbnail] { Q_EMIT taken(picture, thumbnail); });
    });
    return true;
}

} // namespace hourglass::ui
