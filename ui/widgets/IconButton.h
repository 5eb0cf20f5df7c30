// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QToolButton;

namespace hourglass::ui {

/// A flat button without words, which Tab reaches.
/// @param icon  see themedIcon()
QToolButton* makeIconButton(const QString& icon, const QString& name, const QString& tip);
/// One that opens a menu, which is still to be set; without the arrow that a style would draw.
QToolButton* makeMenuButton(const QString& icon, const QString& name, const QString& tip);

} // namespace hourglass::ui
