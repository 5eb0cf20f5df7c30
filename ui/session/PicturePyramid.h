// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <QImage>
#include <QRectF>
#include <QSize>

#include <vector>

class QPainter;

namespace hourglass::ui {

/// A picture and what is left of it each time its sides are halved, so that a large one is painted small as fast as a small
/// one. Copies share the pixels. Made on any thread; takes a while for many megapixels.
class PicturePyramid {
public:
    PicturePyramid() = default;
    explicit PicturePyramid(const QImage& picture);
    /// Values are clipped to [0, 1] and rounded.
    explicit PicturePyramid(const Planes& picture);

    bool isNull() const { return m_levels.empty(); }
    QSize size() const { return isNull() ? QSize() : m_levels.front().size(); }
    const QImage& picture() const { return m_levels.front(); } ///< of one that is not null

    /// Paints the picture into `whole`, as far as it is inside the painter's clip. Enlarged pixels stay squares where they
    /// are large enough to be seen.
    void paint(QPainter& painter, const QRectF& whole) const;

private:
    std::vector<QImage> m_levels; ///< from large to small
};

} // namespace hourglass::ui
