// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QXmlStreamReader>

#include <set>

namespace hourglass::test {

/// What there is in a drawing: "path", "text", "image", ...
inline std::multiset<QString> elementsOf(const QByteArray& svg) {
    std::multiset<QString> names;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement)
            names.insert(reader.name().toString());
    return reader.hasError() ? std::multiset<QString>() : names;
}

inline QStringList wordsOf(const QByteArray& svg) {
    QStringList words;
    QXmlStreamReader reader(svg);
    while (reader.readNextStartElement() || !reader.atEnd())
        if (reader.isStartElement() && reader.name() == u"text")
            words << reader.readElementText();
    return words;
}

} // namespace hourglass::test
