// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hourglass::ui {

/// From now on the wheel changes `widget` only while it has the focus; otherwise whatever is around it
/// scrolls.
void guardAgainstWheel(QWidget* widget);

} // namespace hourglass::ui
