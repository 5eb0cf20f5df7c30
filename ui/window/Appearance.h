// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/Theme.h"

namespace hourglass::ui {

/// How the user likes the window to look; kept from one start to the next.
struct Appearance {
    static constexpr int SmallestZoom = -3;
    static constexpr int LargestZoom = 10;

    ThemeChoice theme = ThemeChoice::System;
    int zoom = 0;       ///< tenths that the text is larger than usual
    bool motion = true; ///< whether things move to their places rather than jump (Qt::UI_General)

    static Appearance load();
    /// One thing each: what came by the command line, or from another program meanwhile, is left as it is.
    void saveTheme() const;
    void saveZoom() const;
    void saveMotion() const;
    /// To the whole application.
    void apply() const;
};

} // namespace hourglass::ui
