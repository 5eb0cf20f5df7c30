// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Convert.h"

#include "engine/api/Error.h"

namespace hourglass::ui {

namespace {

constexpr float White = 255;

/// What is no number becomes black.
uchar toByte(float value) {
    return value > 0 ? (value < 1 ? uchar(value * White + 0.5F) : uchar(White)) : uchar(0);
}

} // namespace

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

QImage toQImage(const Planes& picture) {
    if (picture.empty())
        return {};
    const int channels = picture.channels;
    QImage image(picture.width, picture.height, channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    for (int y = 0; y < picture.height; ++y) {
        uchar* const pixels = image.scanLine(y);
        for (int channel = 0; channel < channels; ++channel) {
            const float* const values = picture.row(channel, y);
            for (int x = 0; x < picture.width; ++x)
                pixels[x * channels + channel] = toByte(values[x]);
        }
    }
    return image;
}

Planes toPlanes(const QImage& image) {
    if (image.isNull())
        return {};
    const int channels = image.isGrayscale() ? 1 : 3;
    const QImage plain = image.convertToFormat(channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    Planes picture(plain.width(), plain.height(), channels);
    for (int y = 0; y < picture.height; ++y) {
        const uchar* const pixels = plain.constScanLine(y);
        for (int channel = 0; channel < channels; ++channel)
            for (int x = 0; x < picture.width; ++x)
                picture.row(channel, y)[x] = float(pixels[x * channels + channel]) / White;
    }
    return picture;
}

} // namespace hourglass::ui
