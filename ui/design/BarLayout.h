// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/BarContent.h"

#include <QRect>
#include <QSize>

#include <vector>

namespace hourglass::ui {

/// Where everything stands in the picture of the hourglass, in pixels.
struct BarLayout {
    static constexpr int margin = 10;

    std::vector<QRect> bars; ///< as the contents, from top to bottom
    QRect fault;             ///< below the faulty bar; null when all is well
    int height = 0;          ///< of the whole picture; more than the room when it has to scroll
    double letters = 1;      ///< scale of the letters on the bars
};

/// What the layout has to keep to.
struct BarMeasures {
    QSize room;          ///< the visible part of the view
    int lineHeight = 0;  ///< of a bar with its title alone
    int fullHeight = 0;  ///< of a bar with its detail
    int leastWidth = 0;  ///< of any bar
    int faultHeight = 0; ///< of the message, 0 without one
    int columnWidth = 0; ///< what is left free at the right of the bars
};

/// As roomy as the height allows: many layers first move together, then lose their second line, then get smaller letters,
/// then scroll. What is left over stands above and below in equal parts.
BarLayout layOutBars(const std::vector<BarContent>& contents, const BarMeasures& measures);

} // namespace hourglass::ui
