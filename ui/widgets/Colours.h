// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace hourglass::ui {

/// `amount` of `over` on `under`: 0 gives `under`, 1 gives `over`.
QColor blended(const QColor& under, const QColor& over, double amount);
/// The colour of errors, which a palette does not have: a red that reads well on the palette's window.
QColor faultColour(const QPalette& palette);

} // namespace hourglass::ui
