// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <string>

namespace hourglass::test {

inline QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// @return its path
inline std::string writtenTo(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no room for a file");
    return path.toStdString();
}

/// A model file taken apart by Qt, to be changed and put together again.
struct ModelFile {
    QJsonObject header;
    QByteArray tensors;

    static qsizetype headerLength(const QByteArray& bytes) {
        return qsizetype(qFromLittleEndian<quint64>(bytes.constData()));
    }
    explicit ModelFile(const QByteArray& bytes) {
        const auto length = headerLength(bytes);
        header = QJsonDocument::fromJson(bytes.mid(8, length)).object();
        tensors = bytes.mid(8 + length);
    }

    QByteArray bytes() const {
        const QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
        QByteArray length(8, '\0');
        qToLittleEndian(quint64(text.size()), length.data());
        return length + text + tensors;
    }

    QJsonObject description() const {
        return QJsonDocument::fromJson(header["__metadata__"].toObject()["model"].toString().toUtf8()).object();
    }
    void forgetChecksum() {
        QJsonObject metadata = header["__metadata__"].toObject();
        metadata.remove("sha256");
        header["__metadata__"] = metadata;
    }
    void describe(const QJsonObject& description) {
        QJsonObject metadata = header["__metadata__"].toObject();
        metadata["model"] = QString::fromUtf8(QJsonDocument(description).toJson(QJsonDocument::Compact));
        header["__metadata__"] = metadata;
    }
};

} // namespace hourglass::test
