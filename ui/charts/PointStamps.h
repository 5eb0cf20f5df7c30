// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/PointMotion.h"
#include "ui/style/ClassColours.h"

#include <QImage>
#include <QPalette>

#include <cstdint>
#include <span>
#include <vector>

namespace hourglass::ui {

/// Paints many points fast: each marker is painted once, and copied by hand to where its points lie.
class PointStamps {
public:
    /// @param count   of the points: the more there are, the smaller they are; none of the markers has a shape of its own
    ///                where there are so many that none could be seen
    /// @param ratio   device pixels for a pixel
    PointStamps(std::size_t count, double ratio, const QPalette& palette);

    /// Whether it would be the same if it were made of that.
    bool areFor(std::size_t count, double ratio, const QPalette& palette) const;

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
    /// What classes may have in common.
    struct Look {
        QRgb colour = 0;
        MarkerShape shape = MarkerShape::Circle;
        bool faded = false;
        bool operator==(const Look&) const = default;
    };
    struct Stamp {
        Look look;
        int width = 0, height = 0;
        int left = 0, top = 0; ///< of its corner, from the point
        std::vector<QRgb> pixels;
    };
    const Stamp& stampOf(int label, bool faded);
    Stamp makeStamp(const Look& look) const;
    void paintSome(QImage& image, const QPointF& origin, const PointPlaces& places, std::span<const int> labels,
                   std::span<const std::uint8_t> strong, bool faded);

    double m_radius;
    double m_ratio;
    bool m_isPlain; ///< a spot of pixels without an outline
    QPalette m_palette;
    std::vector<Stamp> m_stamps;
    std::vector<int> m_byLabel[2]; ///< strong, and faded: the stamp of each label, from −1; −1 where it is not known yet
};

} // namespace hourglass::ui
