// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/HeatScale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int kColours = 256;

/// Ottosson's Oklab, in which distances are as large as they look: lightness, green to red, blue to yellow.
struct Lab {
    double lightness, redness, yellowness;
};

double distance(const Lab& a, const Lab& b) {
    return std::hypot(a.lightness - b.lightness, a.redness - b.redness, a.yellowness - b.yellowness);
}

Lab between(const Lab& a, const Lab& b, double share) {
    const auto mix = [share](double from, double to) { return from + share * (to - from); };
    return {mix(a.lightness, b.lightness), mix(a.redness, b.redness), mix(a.yellowness, b.yellowness)};
}

int asByte(double light) {
    const double value = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
    return std::clamp(int(std::lround(255 * value)), 0, 255);
}

QRgb colourOf(const Lab& lab) {
    const auto cubed = [](double value) { return value * value * value; };
    const double l = cubed(lab.lightness + 0.3963377774 * lab.redness + 0.2158037573 * lab.yellowness);
    const double m = cubed(lab.lightness - 0.1055613458 * lab.redness - 0.0638541728 * lab.yellowness);
    const double s = cubed(lab.lightness - 0.0894841775 * lab.redness - 1.2914855480 * lab.yellowness);
    return qRgb(asByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                asByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                asByte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

/// Corners of the way, all of it inside what a screen can show.
constexpr std::array<Lab, 7> kCorners{{{0.10, 0.01, -0.03},
                                       {0.24, 0.03, -0.09},
                                       {0.40, 0.10, -0.07},
                                       {0.55, 0.15, 0.03},
                                       {0.69, 0.11, 0.11},
                                       {0.84, 0.02, 0.15},
                                       {0.98, -0.02, 0.07}}};

std::array<QRgb, kColours> scale() {
    double length = 0;
    for (std::size_t i = 1; i < kCorners.size(); ++i)
        length += distance(kCorners[i - 1], kCorners[i]);
    std::array<QRgb, kColours> colours{};
    std::size_t leg = 1;
    double passed = 0; // before the leg
    for (int i = 0; i < kColours; ++i) {
        const double place = length * i / (kColours - 1);
        while (leg + 1 < kCorners.size() && passed + distance(kCorners[leg - 1], kCorners[leg]) < place) {
            passed += distance(kCorners[leg - 1], kCorners[leg]);
            ++leg;
        }
        const double share = (place - passed) / distance(kCorners[leg - 1], kCorners[leg]);
        colours[std::size_t(i)] = colourOf(between(kCorners[leg - 1], kCorners[leg], std::min(share, 1.0)));
    }
    return colours;
}

const std::array<QRgb, kColours>& colours() {
    static const std::array<QRgb, kColours> table = scale();
    return table;
}

} // namespace

QRgb heatColour(double value) {
    return colours()[std::size_t(std::lround(std::clamp(value, 0.0, 1.0) * (kColours - 1)))];
}

QImage heatMap(const QImage& picture) {
    if (picture.isNull())
        return {};
    const QImage source = picture.convertToFormat(QImage::Format_RGB888);
    QImage map(source.size(), QImage::Format_RGB32);
    for (int y = 0; y < source.height(); ++y) {
        const uchar* pixel = source.constScanLine(y);
        auto* line = reinterpret_cast<QRgb*>(map.scanLine(y));
        for (int x = 0; x < source.width(); ++x, pixel += 3)
            line[x] = colours()[std::size_t((pixel[0] + pixel[1] + pixel[2] + 1) / 3)];
    }
    return map;
}

QImage heatBar() {
    QImage bar(kColours, 1, QImage::Format_RGB32);
    for (int x = 0; x < kColours; ++x)
        bar.setPixel(x, 0, colours()[std::size_t(x)]);
    return bar;
}

} // namespace hourglass::ui
