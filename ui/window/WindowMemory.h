// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace hourglass::ui {

class MainWindow;

/// Gives a window the size, place, panels and tiles that it had when it was closed last.
class WindowMemory : public QObject {
    Q_OBJECT

public:
    explicit WindowMemory(MainWindow& window);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    MainWindow& m_window;
};

} // namespace hourglass::ui
