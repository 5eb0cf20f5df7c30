// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Convert.h"

#include "engine/api/Error.h"

namespace hourglass::ui {

QString toQString(const std::string& text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string toStdString(const QString& text) {
    return text.toUtf8().toStdString();
}

QString sentenceOf(const std::exception& error) {
    if (const auto* ours = dynamic_cast<const Error*>(&error))
        return toQString(ours->message());
    return QString::fromUtf8(error.what()); // out of memory, above all
}

QImage toQImage(const Image& image) {
    if (image.empty())
        return {};
    const auto format = image.channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8;
    const QImage view(image.pixels.data(), image.width, image.height, image.width * image.channels, format);
    return view.copy();
}

Image toImage(const QImage& image) {
    if (image.isNull())
        return {};
    const int channels = image.isGrayscale() ? 1 : 3;
    const QImage plain = image.convertToFormat(channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    Image converted{plain.width(), plain.height(), channels, {}};
    for (int row = 0; row < plain.height(); ++row) { // its rows are padded
        const uchar* const pixels = plain.constScanLine(row);
        converted.pixels.insert(converted.pixels.end(), pixels, pixels + plain.width() * channels);
    }
    return converted;
}

} // namespace hourglass::ui
