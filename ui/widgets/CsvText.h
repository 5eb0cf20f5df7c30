// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <QByteArrayList>
#include <QString>

#include <cstddef>

namespace hourglass::ui {

// Tables as text: RFC 4180, UTF-8, a point in numbers whatever the locale, lines that end in "\n".

/// In quotes where a comma, a quote or a line's end would mislead.
QByteArray csvCell(const QString& text);
/// The shortest text that reads back as the same number; empty for what is no number.
QByteArray csvCell(double number);
QByteArray csvCell(float number);
QByteArray csvLine(const QByteArrayList& cells);
/// Columns of a table of pictures: size, channels and as many values, row by row, as the largest picture has.
QByteArrayList csvPictureNames(std::size_t mostValues);
QByteArrayList csvPictureCells(const Image& picture);

} // namespace hourglass::ui
