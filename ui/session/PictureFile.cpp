// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PictureFile.h"

#include "engine/api/Compression.h"
#include "engine/api/ShippedModels.h"
#include "ui/session/Convert.h"

#include <QDir>
#include <QFileInfo>

namespace hourglass::ui {

namespace {

const QString Compressed = QStringLiteral("hgz");

const QStringList& extensions() {
    static const QStringList list = [] {
        QStringList all;
        for (const std::string& extension : photographExtensions())
            all << toQString(extension).mid(1);
        return all << Compressed;
    }();
    return list;
}

std::vector<std::string> modelsWith(const QString& model) {
    std::vector<std::string> models;
    if (!model.isEmpty())
        models.push_back(toStdString(model));
    for (const ShippedModel& shipped : shippedModels())
        if (shipped.task == RestorationTask::Compress)
            models.push_back(shipped.path);
    return models;
}

} // namespace

bool isNamedLikePicture(const QString& path) {
    return extensions().contains(QFileInfo(path).suffix(), Qt::CaseInsensitive) && !QFileInfo(path).isDir();
}

bool isNamedLikeCompressed(const QString& path) {
    return QFileInfo(path).suffix().compare(Compressed, Qt::CaseInsensitive) == 0;
}

QStringList picturesAt(const QString& path) {
    if (!QFileInfo(path).isDir())
        return {path};
    const QDir folder(path);
    QStringList files;
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name))
        if (isNamedLikePicture(name))
            files << folder.filePath(name);
    return files;
}

QString picturePatterns() {
    return "*." + extensions().join(" *.");
}

std::optional<Photograph> pictureIn(const QString& path, const QString& model, const RestorationProgress& progress) {
    if (!isNamedLikeCompressed(path))
        return loadPhotograph(toStdString(path));
    auto picture = unpackedFrom(toStdString(path), modelsWith(model), progress);
    if (!picture)
        return std::nullopt;
    Photograph photograph;
    photograph.colour = std::move(*picture);
    return photograph;
}

} // namespace hourglass::ui
