// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/WholeFile.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace hourglass::ui {

QString writeWhole(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return QCoreApplication::translate("WholeFile", "%1 cannot be written: %2. Choose another folder or make room.")
        .arg(path, file.errorString());
}

} // namespace hourglass::ui
