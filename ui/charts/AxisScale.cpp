// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/AxisScale.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hourglass::ui {

namespace {

/// Just the digits that tell values `step` apart.
QString labelOf(double value, double step) {
    QLocale locale;
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    const double largest = std::max(std::abs(value), step);
    if (value != 0 && (largest >= 1e6 || step < 1e-4))
        return locale.toString(value, 'g', std::max(3, int(std::log10(largest / step) + 1e-9) + 1));
    const int decimals = std::max(0, -int(std::floor(std::log10(step) + 1e-9)));
    return locale.toString(value, 'f', decimals);
}

/// Calls use(value) for each multiple of step in [lower, upper].
template <typename Use>
void forEachMultiple(double lower, double upper, double step, Use use) {
    if (!(step > 0))
        return;
    const double tolerance = 1e-6;
    const double first = std::ceil(lower / step - tolerance);
    // Counted by an integer: beyond 2^53 adding one to a double changes nothing.
    const auto count = std::int64_t(std::floor(upper / step + tolerance) - first) + 1;
    for (std::int64_t i = 0; i < count; ++i) {
        const double multiple = first + double(i);
        use(multiple == 0 ? 0.0 : multiple * step); // no "-0"
    }
}

/// The finest nice step with at most as many multiples as there is room for, but at least two.
double labelStep(double lower, double upper, int atMost) {
    const auto multiples = [=](double step) {
        int count = 0;
        forEachMultiple(lower, upper, step, [&count](double) { ++count; });
        return count;
    };
    double step = niceStep(upper - lower, 4 * atMost);
    for (double next = niceStep(2 * step, 1); multiples(step) > atMost && multiples(next) >= 2; next = niceStep(2 * step, 1))
        step = next;
    return step;
}

/// mantissa · 10^k for each mantissa given.
std::vector<AxisScale::Tick> decadeTicks(double lower, double upper, std::initializer_list<int> mantissas) {
    std::vector<AxisScale::Tick> ticks;
    for (double decade = std::floor(lower); decade <= upper; ++decade) {
        for (const int mantissa : mantissas) {
            const double position = decade + std::log10(mantissa);
            const double value = mantissa * std::pow(10.0, decade);
            if (position >= lower && position <= upper)
                ticks.push_back({position, labelOf(value, value)});
        }
    }
    return ticks;
}

} // namespace

double niceStep(double span, int atMost) {
    const double least = span / std::max(1, atMost);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

AxisScale linearScale(double lower, double upper, int atMost) {
    AxisScale scale{lower, upper, {}};
    const double step = labelStep(lower, upper, atMost);
    forEachMultiple(lower, upper, step, [&](double value) { scale.ticks.push_back({value, labelOf(value, step)}); });
    return scale;
}

AxisScale logarithmicScale(double lower, double upper, int atMost) {
    AxisScale scale{lower, upper, decadeTicks(lower, upper, {1, 2, 5})};
    if (int(scale.ticks.size()) > atMost)
        scale.ticks = decadeTicks(lower, upper, {1});
    if (scale.ticks.size() >= 2) {
        const std::size_t stride = (scale.ticks.size() - 1) / std::size_t(std::max(1, atMost)) + 1;
        std::vector<AxisScale::Tick> kept;
        for (std::size_t i = 0; i < scale.ticks.size(); i += stride)
            kept.push_back(scale.ticks[i]);
        scale.ticks = kept;
    } else {
        scale.ticks.clear();
        const double least = std::pow(10.0, lower);
        const double most = std::pow(10.0, upper);
        const double step = labelStep(least, most, atMost);
        forEachMultiple(least, most, step, [&](double value) {
            scale.ticks.push_back({std::log10(value), labelOf(value, step)});
        });
    }
    return scale;
}

} // namespace hourglass::ui
