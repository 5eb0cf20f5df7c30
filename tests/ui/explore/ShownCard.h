// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/CardPopup.h"

namespace hourglass::test {

/// The card in the widget's window that can be seen, or null.
inline const QWidget* shownCard(const QWidget& widget) {
    for (const QWidget* child : widget.window()->findChildren<QWidget*>())
        if (dynamic_cast<const ui::CardPopup*>(child) && child->isVisible())
            return child;
    return nullptr;
}

} // namespace hourglass::test
