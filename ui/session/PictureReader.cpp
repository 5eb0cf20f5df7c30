// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureReader.h"

#include "engine/api/Photograph.h"
#include "ui/session/Convert.h"

#include <QDir>
#include <QFileInfo>

namespace hourglass::ui {

namespace {
constexpr int ThumbnailSide = 192; // px, enough for two device pixels each
const QStringList Extensions{"png", "jpg", "jpeg", "tif", "tiff", "webp", "bmp"};
} // namespace

PictureReader::PictureReader(QObject* parent)
    : QObject(parent)
    , m_background("thumbnails") {}

PictureReader::~PictureReader() {
    *m_isOver = true;
}

void PictureReader::read(std::uint64_t number, const QString& path) {
    m_background.line()->work([this, number, path, isOver = m_isOver, line = m_background.line()] {
        if (*isOver)
            return;
        QImage thumbnail;
        QString fault;
        try {
            const QImage picture = toQImage(loadPhotograph(toStdString(path)).colour);
            thumbnail = picture.scaled(ThumbnailSide, ThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        } catch (const std::exception& error) {
            fault = sentenceOf(error);
        }
        line->reply([this, number, thumbnail, fault] { Q_EMIT done(number, thumbnail, fault); });
    });
}

bool isNamedLikePhotograph(const QString& path) {
    return Extensions.contains(QFileInfo(path).suffix(), Qt::CaseInsensitive) && !QFileInfo(path).isDir();
}

QStringList picturesAt(const QString& path) {
    if (!QFileInfo(path).isDir())
        return {path};
    const QDir folder(path);
    QStringList files;
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name))
        if (isNamedLikePhotograph(name))
            files << folder.filePath(name);
    return files;
}

} // namespace hourglass::ui
