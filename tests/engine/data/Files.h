// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Error.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <zlib.h>

#include <string>
#include <vector>

namespace hourglass::test {

/// Writes the file, and its folder where that is missing. @return the path
inline std::string write(const QString& path, const QByteArray& bytes) {
    QDir().mkpath(QFileInfo(path).path());
    QFile::remove(path); // some file systems wait for the disk when an old file is cut to nothing
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path.toStdString();
}

inline QByteArray gzip(const QByteArray& bytes) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(int(deflateBound(&stream, uLong(bytes.size()))) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("deflate failed");
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

inline QByteArray bigEndian(quint32 number) {
    return {QByteArray(1, char(number >> 24)) + char(number >> 16) + char(number >> 8) + char(number)};
}

/// 0 0 type dimensions, sizes, values.
inline QByteArray idx(char type, const std::vector<quint32>& sizes, const QByteArray& values) {
    QByteArray bytes = QByteArray(2, '\0') + type + char(sizes.size());
    for (const quint32 size : sizes)
        bytes += bigEndian(size);
    return bytes + values;
}

/// 0, 1, 2, ... as bytes.
inline QByteArray countUp(int count) {
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += char(i);
    return bytes;
}

/// What the Error says that `action` throws; empty when it throws none. Any other exception fails the test.
template <class Action>
QString errorOf(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace hourglass::test

/// The action throws an Error whose text holds all the given words.
#define VERIFY_ERROR(action, ...)                                                                                           \
    do {                                                                                                                    \
        const QString message = hourglass::test::errorOf([&] { (void)(action); });                                          \
        for (const QString& word : QStringList{__VA_ARGS__})                                                                \
            QVERIFY2(message.contains(word), qPrintable("\"" + word + "\" is not in: \"" + message + "\""));                \
    } while (false)
