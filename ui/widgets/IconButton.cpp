// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/IconButton.h"

#include "ui/style/Icons.h"
#include "ui/widgets/Words.h"

#include <QToolButton>

namespace hourglass::ui {

QToolButton* makeIconButton(const QString& icon, const QString& name, const QString& tip) {
    auto* button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(asToolTip(tip));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton* makeMenuButton(const QString& icon, const QString& name, const QString& tip) {
    QToolButton* button = makeIconButton(icon, name, tip);
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace hourglass::ui
