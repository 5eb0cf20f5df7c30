// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QRect>
#include <QString>

#include <vector>

namespace hourglass::ui {

/// One sample on its way down the hourglass: beside each bar a small picture of what comes out of it.
class SampleColumn {
public:
    /// The room that it takes at the right of the bars, in pixels.
    static int widthFor(const QFontMetrics& metrics);

    /// One for each bar; a null picture leaves its place empty.
    void setPictures(const std::vector<QImage>& pictures);
    /// Null where there is none.
    QImage picture(std::size_t bar) const;
    /// @param bars  where they stand, from top to bottom
    /// @param area  of the column
    void paint(QPainter& painter, const QPalette& palette, const std::vector<QRect>& bars, const QRect& area);
    /// The place of a bar's picture; null where it has none. No picture reaches into that of the next bar.
    QRect placeOf(std::size_t bar, const std::vector<QRect>& bars, const QRect& area) const;
    /// The picture for a tooltip, large enough to be looked at, as HTML; empty where there is none.
    QString largePicture(std::size_t bar) const;

private:
    struct Picture {
        QImage image;
        QImage scaled; ///< as it was painted last
    };
    std::vector<Picture> m_pictures;
};

} // namespace hourglass::ui
