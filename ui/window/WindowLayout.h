// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

class QMainWindow;

namespace hourglass::ui {

/// The size and place of a window, and where its panels and tiles lie.
struct WindowLayout {
    QByteArray geometry;
    QByteArray panels;
    QMap<QString, QByteArray> tiles; ///< of each area, by its name

    static WindowLayout of(const QMainWindow& window);
    void giveTo(QMainWindow& window) const;
};

} // namespace hourglass::ui
