// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace hourglass::ui {

/// Where an axis begins and ends, and the values that it names. Positions are what the series use: on a logarithmic
/// axis the decimal logarithm of the value.
struct AxisScale {
    struct Tick {
        double position = 0;
        QString label;
        bool operator==(const Tick&) const = default;
    };

    double lower = 0;
    double upper = 1;
    std::vector<Tick> ticks; ///< ascending, inside [lower, upper]

    bool operator==(const AxisScale&) const = default;
};

/// 1, 2 or 5 times a power of ten: the smallest such step that divides `span` into at most `atMost` parts.
double niceStep(double span, int atMost);

/// Names round values between lower and upper, which must differ.
/// @param atMost  how many labels there is room for, at least 1
AxisScale linearScale(double lower, double upper, int atMost);

/// The same for decimal logarithms: names 1, 2, 5, 10, ... or whole decades; round values where the range is too
/// narrow for those.
AxisScale logarithmicScale(double lower, double upper, int atMost);

} // namespace hourglass::ui
