// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace hourglass::ui {

/// Leaves plain keys to the widget that has the focus where it has a use for them: letters to whatever takes
/// text, the space bar to a button. Elsewhere they are the window's shortcuts.
class ShortcutGuard : public QObject {
    Q_OBJECT

public:
    /// Guards all that lies in `window` and in the windows that belong to it.
    explicit ShortcutGuard(QWidget& window);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
};

} // namespace hourglass::ui
