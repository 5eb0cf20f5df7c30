// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QString>

namespace hourglass::ui {

/// What an action is called and how it is reached.
struct ActionText {
    QString text;          ///< with its mnemonic: "&Save model…"
    const char* icon = ""; ///< see themedIcon()
    QKeySequence shortcut;
    QString tip; ///< one sentence: tooltip and status bar
};

QAction* makeAction(const ActionText& words, QObject* parent);
/// The tooltip also names the shortcut.
void setTip(QAction& action, const QString& tip);

} // namespace hourglass::ui
