// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/PointMotion.h"

#include <QImage>
#include <QPalette>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace hourglass::ui {

/// Paints many points fast: the marker of each class is painted once, and copied by hand to where its points lie.
class PointStamps {
public:
    /// @param count   of the points: the more there are, the smaller they are; none of the markers has a shape of its own
    ///                where there are so many that none could be seen
    /// @param ratio   device pixels for a pixel
    PointStamps(std::size_t count, double ratio, const QPalette& palette);

    static constexpr double FadedOpacity = 0.16; ///< of what does not stand out
    /// Of a circle, in pixels.
    static double radius(std::size_t count);

    /// @param image   Format_ARGB32_Premultiplied
    /// @param origin  of the image, in the unit of `places`, which are pixels; what is no number is left out
    /// @param labels  one for each point
    /// @param strong  empty, or whether each point stands out; the others fade, and lie below
    void paint(QImage& image, const QPointF& origin, const PointPlaces& places, std::span<const int> labels,
               std::span<const std::uint8_t> strong);

private:
    struct Stamp {
        int width = 0, height = 0;
        int left = 0, top = 0; ///< of its corner, from the point
        std::vector<QRgb> pixels;
    };
    const Stamp& stampOf(int label, bool faded);
    Stamp makeStamp(int label, bool faded) const;
    void paintSome(QImage& image, const QPointF& origin, const PointPlaces& places, std::span<const int> labels,
                   std::span<const std::uint8_t> strong, bool faded);

    double m_radius;
    double m_ratio;
    bool m_isPlain; ///< a spot of pixels without an outline
    QPalette m_palette;
    std::map<int, Stamp> m_stamps[2]; ///< strong, and faded
};

} // namespace hourglass::ui
