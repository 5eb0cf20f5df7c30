// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace hourglass::ui {

enum class ThemeChoice { System, Light, Dark };

/// Sets Fusion and the light or the dark palette; System takes the one that is nearer to the desktop's own at the
/// moment of the call. Call it at the start and whenever the choice changes: widgets hear of it as PaletteChange.
/// The accent colour of the theme is QPalette::Highlight; as a text it is QPalette::Link.
void applyTheme(QApplication& application, ThemeChoice choice);

bool isDark(const QPalette& palette);

/// What a chart needs beyond the palette, on QPalette::Base.
struct ChartColours {
    QColor text;
    QColor mutedText; ///< axis labels, marks: contrast at least 4.5 : 1
    QColor grid;
    QColor training;
    QColor validation;
    QColor baseline;
};
ChartColours chartColours(const QPalette& palette);

} // namespace hourglass::ui
