// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureReader.h"

#include "ui/session/Convert.h"
#include "ui/session/PictureFile.h"

namespace hourglass::ui {

namespace {
constexpr int ThumbnailSide = 192; // px, enough for two device pixels each
} // namespace

PictureReader::PictureReader(QObject* parent)
    : QObject(parent)
    , m_background("thumbnails") {}

PictureReader::~PictureReader() {
    *m_isOver = true;
}

void PictureReader::read(std::uint64_t number, const QString& path, const QString& model) {
    m_background.line()->work([this, number, path, model, isOver = m_isOver, line = m_background.line()] {
        if (*isOver)
            return;
        QImage thumbnail;
        QString fault;
        try {
            const QImage picture = toQImage(pictureIn(path, model)->colour);
            thumbnail = picture.scaled(ThumbnailSide, ThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        } catch (const std::exception& error) {
            fault = sentenceOf(error);
        }
        line->reply([this, number, thumbnail, fault] { Q_EMIT done(number, thumbnail, fault); });
    });
}

} // namespace hourglass::ui
