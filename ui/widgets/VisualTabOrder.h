// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace hourglass::ui {

/// The controls of a window that Tab can reach now, as one reads them: panel by panel, in each row by row from the left.
/// Qt's own order is that in which widgets were made, which says nothing where they come, go and are rearranged.
QList<QWidget*> visualTabOrder(const QWidget& window);

/// Gives the focus to the next control in that order, or the one before. For QWidget::focusNextPrevChild() of a window.
/// @return false where there is none
bool focusInVisualOrder(QWidget& window, bool next);

} // namespace hourglass::ui
