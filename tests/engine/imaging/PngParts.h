// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/data/Files.h"

#include <zlib.h>

namespace hourglass::test {

inline const QByteArray pngStart("\x89PNG\r\n\x1a\n");

inline QByteArray pngChunk(const QByteArray& type, const QByteArray& content) {
    const QByteArray checked = type + content;
    return bigEndian(quint32(content.size())) + checked +
           bigEndian(quint32(crc32(0, reinterpret_cast<const Bytef*>(checked.data()), uInt(checked.size()))));
}

/// @param kind  0 grey, 2 colour, 4 grey with alpha
inline QByteArray pngHeader(quint32 width, quint32 height, int bits = 8, int kind = 2) {
    return pngStart + pngChunk("IHDR", bigEndian(width) + bigEndian(height) + char(bits) + char(kind) + QByteArray(3, '\0'));
}

/// @param rows  each behind the number of its filter, which is 0 for none
inline QByteArray pngFile(const QByteArray& header, const QByteArray& rows) {
    return header + pngChunk("IDAT", qCompress(rows).mid(4)) + pngChunk("IEND", {}); // Qt puts the size before it
}

} // namespace hourglass::test
