// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Convert.h"

namespace hourglass::ui {

QString toQString(const std::string& text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string toStdString(const QString& text) {
    return text.toUtf8().toStdString();
}

QImage toQImage(const Image& image) {
    if (image.empty())
        return {};
    const auto format = image.channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8;
    const QImage view(image.pixels.data(), image.width, image.height, image.width * image.channels, format);
    return view.copy();
}

} // namespace hourglass::ui
