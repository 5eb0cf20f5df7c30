// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMainWindow;

namespace hourglass::ui {

/// Gives a window the size, place and panels that it had when it was closed last.
class WindowMemory : public QObject {
    Q_OBJECT

public:
    explicit WindowMemory(QMainWindow& window);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QMainWindow& m_window;
};

} // namespace hourglass::ui
