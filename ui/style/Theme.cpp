// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/Theme.h"

#include "ui/style/ClassColours.h"

#include <QApplication>
#include <QToolTip>

namespace hourglass::ui {

namespace {

/// The greys of one theme, with a touch of sand in them, and its amber.
struct Tones {
    QRgb window, base, alternateBase, button, text, mutedText, disabledText;
    QRgb light, midlight, mid, dark, shadow;
    QRgb accent, onAccent, disabledAccent;
    QRgb outline; ///< of check boxes and fields, before Fusion darkens it
};

constexpr Tones lightTones{.window = 0xfff3f2ef,
                           .base = 0xffffffff,
                           .alternateBase = 0xfff8f7f4,
                           .button = 0xfff0eeea,
                           .text = 0xff262421,
                           .mutedText = 0xff69645d,
                           .disabledText = 0xff98938b,
                           .light = 0xffffffff,
                           .midlight = 0xffe8e5e0,
                           .mid = 0xffbdb8b0,
                           .dark = 0xff9b968d,
                           .shadow = 0xff6e6a63,
                           .accent = 0xffa65c00,
                           .onAccent = 0xffffffff,
                           .disabledAccent = 0xffcfc9c0,
                           .outline = 0xffbdb8b0};

constexpr Tones darkTones{.window = 0xff1e1d1b,
                          .base = 0xff272523,
                          .alternateBase = 0xff2d2b28,
                          .button = 0xff363330,
                          .text = 0xffebe8e3,
                          .mutedText = 0xffaaa49b,
                          .disabledText = 0xff7a756d,
                          .light = 0xff4c4844,
                          .midlight = 0xff403d39,
                          .mid = 0xff55514b,
                          .dark = 0xff171614,
                          .shadow = 0xff0e0d0c,
                          .accent = 0xfff0a63c,
                          .onAccent = 0xff1e1d1b,
                          .disabledAccent = 0xff57534d,
                          .outline = 0xffaaa49b};

QPalette paletteOf(const Tones& tones) {
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour, QRgb disabled) {
        palette.setColor(QPalette::All, role, colour);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    const auto setAll = [&set](QPalette::ColorRole role, QRgb colour) { set(role, colour, colour); };
    setAll(QPalette::Window, tones.window);
    setAll(QPalette::AlternateBase, tones.alternateBase);
    setAll(QPalette::Button, tones.button);
    setAll(QPalette::Light, tones.light);
    setAll(QPalette::Midlight, tones.midlight);
    setAll(QPalette::Mid, tones.mid);
    setAll(QPalette::Dark, tones.dark);
    setAll(QPalette::Shadow, tones.shadow);
    setAll(QPalette::ToolTipBase, tones.base);
    setAll(QPalette::ToolTipText, tones.text);
    setAll(QPalette::BrightText, tones.onAccent);
    set(QPalette::Base, tones.base, tones.window);
    set(QPalette::WindowText, tones.text, tones.disabledText);
    set(QPalette::Text, tones.text, tones.disabledText);
    set(QPalette::ButtonText, tones.text, tones.disabledText);
    set(QPalette::PlaceholderText, tones.mutedText, tones.disabledText);
    set(QPalette::Link, tones.accent, tones.disabledText);
    set(QPalette::LinkVisited, tones.accent, tones.disabledText);
    set(QPalette::Highlight, tones.accent, tones.disabledAccent);
    set(QPalette::HighlightedText, tones.onAccent, tones.disabledText);
    return palette;
}

} // namespace

void applyTheme(QApplication& application, ThemeChoice choice) {
    application.setStyle(QStringLiteral("Fusion"));
    application.setPalette(QPalette()); // back to the desktop's own, which System looks at
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && isDark(application.palette()));
    const QPalette palette = paletteOf(dark ? darkTones : lightTones);
    application.setPalette(palette);
    QPalette outlined = palette; // Fusion draws outlines a little darker than the window: too faint to be seen
    outlined.setColor(QPalette::Window, (dark ? darkTones : lightTones).outline);
    for (const char* control : {"QCheckBox", "QLineEdit", "QAbstractSpinBox"})
        QApplication::setPalette(outlined, control);
    QToolTip::setPalette(palette); // tooltips keep a palette of their own
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

ChartColours chartColours(const QPalette& palette) {
    return {.text = palette.color(QPalette::Text),
            .mutedText = palette.color(QPalette::PlaceholderText),
            .grid = palette.color(QPalette::Midlight),
            .training = palette.color(QPalette::Highlight),
            .validation = classColour(0, palette),
            .baseline = palette.color(QPalette::PlaceholderText)};
}

} // namespace hourglass::ui
