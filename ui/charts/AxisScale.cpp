// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/AxisScale.h"

#include "ui/charts/NumberText.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hourglass::ui {

namespace {

int decadeOf(double value) {
    return int(std::floor(std::log10(value) + 1e-9));
}

/// How an axis writes its labels, all in one form: plain, or as multiples of one power of ten.
class LabelForm {
public:
    /// @param largest  value on the axis, without its sign
    /// @param step     just the digits that tell values so far apart are written
    LabelForm(double largest, double step)
        : m_decade(largest >= 1e6 || (largest < 1e-3 && step < 1e-4) ? decadeOf(largest) : 0)
        , m_decimals(std::max(0, m_decade - decadeOf(step))) {}

    QString labelOf(double value) const {
        if (m_decade == 0)
            return numberLocale().toString(value, 'f', m_decimals);
        if (value == 0)
            return numberLocale().toString(0);
        const QString digits = numberLocale().toString(value / std::pow(10.0, m_decade), 'f', m_decimals);
        return QStringLiteral("%1e%2").arg(digits).arg(m_decade);
    }

private:
    int m_decade; ///< the exponent of that power of ten; 0 for plain labels
    int m_decimals;
};

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
    const bool plain = lower >= -5 && upper <= 6;
    std::vector<AxisScale::Tick> ticks;
    for (double decade = std::floor(lower); decade <= upper; ++decade) {
        for (const int mantissa : mantissas) {
            const double position = decade + std::log10(mantissa);
            if (position < lower || position > upper)
                continue;
            const double value = mantissa * std::pow(10.0, decade);
            ticks.push_back({position, plain ? LabelForm(1, value).labelOf(value)
                                             : QStringLiteral("%1e%2").arg(mantissa).arg(int(decade))});
        }
    }
    return ticks;
}

/// Round values that lie `step` apart, at the place that positionOf(value) names.
template <typename PositionOf>
std::vector<AxisScale::Tick> evenTicks(double lower, double upper, double step, PositionOf positionOf) {
    if (!(step > 0)) // a range of one value
        return {};
    const LabelForm form(std::max(std::abs(lower), std::abs(upper)), step);
    std::vector<AxisScale::Tick> ticks;
    forEachMultiple(lower, upper, step, [&](double value) { ticks.push_back({positionOf(value), form.labelOf(value)}); });
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
    return {lower, upper, evenTicks(lower, upper, labelStep(lower, upper, atMost), [](double value) { return value; })};
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
        const double least = std::pow(10.0, lower);
        const double most = std::pow(10.0, upper);
        scale.ticks = evenTicks(least, most, labelStep(least, most, atMost), [](double value) { return std::log10(value); });
    }
    return scale;
}

} // namespace hourglass::ui
