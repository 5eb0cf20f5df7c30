// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Actions.h"

#include "ui/style/Icons.h"
#include "ui/widgets/Words.h"

namespace hourglass::ui {

QAction* makeAction(const ActionText& words, QObject* parent) {
    auto* action = new QAction(themedIcon(words.icon), words.text, parent);
    action->setShortcut(words.shortcut);
    setTip(*action, words.tip);
    return action;
}

void setTip(QAction& action, const QString& tip) {
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    action.setStatusTip(tip);
    action.setToolTip(asToolTip(keys.isEmpty() ? tip : QString("%1 (%2)").arg(tip, keys)));
}

} // namespace hourglass::ui
