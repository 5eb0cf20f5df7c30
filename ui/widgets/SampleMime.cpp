// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SampleMime.h"

#include <QCoreApplication>
#include <QDrag>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace hourglass::ui {

namespace {
const char* const sampleType = "application/x-hourglass-sample";
constexpr int DraggedSide = 56; // px

/// A number means nothing in the window of another program, which has other data.
QByteArray thisProgram() {
    return QByteArray::number(QCoreApplication::applicationPid()) + ' ';
}
} // namespace

void putSample(QMimeData& mime, std::int64_t sample) {
    mime.setData(sampleType, thisProgram() + QByteArray::number(qlonglong(sample)));
}

void dragSample(QWidget& from, std::int64_t sample, const QPixmap& picture) {
    auto* mime = new QMimeData;
    putSample(*mime, sample);
    auto* drag = new QDrag(&from);
    drag->setMimeData(mime);
    if (!picture.isNull()) {
        const QPixmap shown = picture.scaled(DraggedSide, DraggedSide, Qt::KeepAspectRatio);
        drag->setPixmap(shown);
        drag->setHotSpot({shown.width() / 2, shown.height() / 2});
    }
    drag->exec(Qt::CopyAction);
}

std::optional<std::int64_t> sampleIn(const QMimeData& mime) {
    const QByteArray data = mime.data(sampleType);
    if (!data.startsWith(thisProgram()))
        return std::nullopt;
    bool isNumber = false;
    const qlonglong sample = data.mid(thisProgram().size()).toLongLong(&isNumber);
    return isNumber && sample >= 0 ? std::optional<std::int64_t>(sample) : std::nullopt;
}

QString samplesIn(const QMimeData& mime) {
    const QString path = fileIn(mime);
    const bool isOther = path.endsWith(".hourglass", Qt::CaseInsensitive) || path.endsWith(".json", Qt::CaseInsensitive);
    return isOther ? QString() : path;
}

QString samplesFilter() {
    return QCoreApplication::translate("SampleMime",
                                       "Pictures and data (*.png *.jpg *.jpeg *.bmp *.webp *.tif *.tiff *.pgm *.ppm *.csv "
                                       "*.tsv *.gz *ubyte);;All files (*)");
}

QString fileIn(const QMimeData& mime) {
    const QList<QUrl> urls = mime.urls();
    const auto local = std::ranges::find_if(urls, &QUrl::isLocalFile);
    return local == urls.end() ? QString() : local->toLocalFile();
}

} // namespace hourglass::ui
