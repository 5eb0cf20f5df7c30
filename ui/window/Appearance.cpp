// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Appearance.h"

#include <QApplication>
#include <QFont>
#include <QSettings>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr char ThemeKey[] = "appearance/theme";
constexpr char ZoomKey[] = "appearance/zoom";
constexpr char MotionKey[] = "appearance/motion";
} // namespace

Appearance Appearance::load() {
    const QSettings settings;
    const int theme = settings.value(ThemeKey, int(ThemeChoice::System)).toInt();
    return {ThemeChoice(std::clamp(theme, int(ThemeChoice::System), int(ThemeChoice::Dark))),
            std::clamp(settings.value(ZoomKey, 0).toInt(), SmallestZoom, LargestZoom),
            settings.value(MotionKey, true).toBool()};
}

void Appearance::saveTheme() const {
    QSettings().setValue(ThemeKey, int(theme));
}

void Appearance::saveZoom() const {
    QSettings().setValue(ZoomKey, zoom);
}

void Appearance::saveMotion() const {
    QSettings().setValue(MotionKey, motion);
}

void Appearance::apply() const {
    applyTheme(*qApp, theme);
    static const QFont unzoomed = QApplication::font();
    QFont font = unzoomed;
    font.setPointSizeF(unzoomed.pointSizeF() * (1 + 0.1 * zoom));
    QApplication::setFont(font);
    QApplication::setFont(font, "QDockWidgetTitle"); // which the desktop may have given one of its own
    QApplication::setEffectEnabled(Qt::UI_General, motion);
}

} // namespace hourglass::ui
