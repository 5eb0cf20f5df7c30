// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Colours.h"

namespace hourglass::ui {

QColor blended(const QColor& under, const QColor& over, double amount) {
    const auto mix = [amount](float from, float to) { return float(from + (to - from) * amount); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

QColor faultColour(const QPalette& palette) {
    const bool dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    return QColor::fromHsl(2, dark ? 230 : 200, dark ? 170 : 95);
}

} // namespace hourglass::ui
