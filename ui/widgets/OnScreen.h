// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace hourglass::ui {

/// Moves a window to a place of the screen, or as near to it as the whole of it can be seen.
/// @param beside  a widget on that screen
inline void moveOnScreen(QWidget& window, const QPoint& place, const QWidget& beside) {
    const QRect screen = beside.screen()->availableGeometry();
    window.move(std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() - window.width())),
                std::clamp(place.y(), screen.top(), std::max(screen.top(), screen.bottom() - window.height())));
}

} // namespace hourglass::ui
