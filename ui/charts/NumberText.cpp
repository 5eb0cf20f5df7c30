// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/NumberText.h"

#include <cmath>

namespace hourglass::ui {

QLocale numberLocale() {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitLeadingZeroInExponent);
    return locale;
}

QString numberText(double value, int digits) {
    const QLocale locale = numberLocale();
    if (!std::isfinite(value))
        return locale.toString(value);
    const bool whole = value == std::round(value) && std::abs(value) < 1e5;
    // "-0" would read as less than nothing.
    const double rounded = value == 0 ? 0 : whole ? value : QString::number(value, 'e', digits - 1).toDouble();
    const double size = std::abs(rounded);
    if (whole || (size >= 1e-4 && size < 1e6))
        return locale.toString(rounded, 'f', QLocale::FloatingPointShortest);
    return locale.toString(rounded, 'e', QLocale::FloatingPointShortest).remove(u'+').toLower();
}

} // namespace hourglass::ui
