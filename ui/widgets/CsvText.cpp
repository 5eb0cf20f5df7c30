// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/CsvText.h"

#include <array>
#include <charconv>
#include <cmath>

namespace hourglass::ui {

namespace {

template <typename Number>
QByteArray shortest(Number number) {
    if (std::isnan(number))
        return {};
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end - text.data()};
}

} // namespace

QByteArray csvCell(const QString& text) {
    const bool plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    return plain ? text.toUtf8() : '"' + QString(text).replace("\"", "\"\"").toUtf8() + '"';
}

QByteArray csvCell(double number) {
    return shortest(number);
}

QByteArray csvCell(float number) {
    return shortest(number);
}

QByteArray csvLine(const QByteArrayList& cells) {
    return cells.join(',') + '\n';
}

QByteArrayList csvPictureNames(std::size_t mostValues) {
    QByteArrayList names{"width", "height", "channels"};
    for (std::size_t i = 1; i <= mostValues; ++i)
        names << "value" + QByteArray::number(qulonglong(i));
    return names;
}

QByteArrayList csvPictureCells(const Image& picture) {
    QByteArrayList cells{QByteArray::number(picture.width), QByteArray::number(picture.height),
                         QByteArray::number(picture.channels)};
    for (const std::uint8_t pixel : picture.pixels)
        cells << QByteArray::number(pixel);
    return cells;
}

} // namespace hourglass::ui
