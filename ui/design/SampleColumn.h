// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QRect>
#include <QString>

#include <utility>
#include <vector>

namespace hourglass::ui {

/// One sample on its way down the hourglass: beside each bar a small picture of what comes out of it.
class SampleColumn {
public:
    /// The width that it takes at the right of the bars.
    static constexpr int Width = 52;

    /// One for each bar; a null picture leaves its place empty.
    void setPictures(std::vector<QImage> pictures) { m_pictures = std::move(pictures); }
    /// @param bars  where they stand, from top to bottom
    /// @param left  of the column
    void paint(QPainter& painter, const QPalette& palette, const std::vector<QRect>& bars, int left) const;
    /// The place of a bar's picture; null where it has none. No picture reaches into that of the next bar.
    QRect placeOf(std::size_t bar, const std::vector<QRect>& bars, int left) const;
    /// The picture for a tooltip, large enough to be looked at, as HTML; empty where there is none.
    QString largePicture(std::size_t bar) const;

private:
    std::vector<QImage> m_pictures;
};

} // namespace hourglass::ui
