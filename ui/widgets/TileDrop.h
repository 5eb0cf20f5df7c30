// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/TileArrangement.h"

#include <QRect>

#include <vector>

namespace hourglass::ui {

/// Where tiles lie on the screen that are over each other.
struct TileGround {
    QRect place;
    QRect titles;              ///< the tabs, inside it
    std::vector<QRect> places; ///< of each tab
    QStringList tiles;         ///< one for each tab
};

/// What becomes of a tile that is dropped.
struct TileDrop {
    enum class What { Nothing, Join, Beside, Edge };

    What what = What::Nothing;
    QString other;                  ///< that it joins, or comes to lie beside
    QString before;                 ///< the tab that it will stand before; empty: it is the last one
    TileSide side = TileSide::Left; ///< of `other`, or of everything
    QRect place;                    ///< that it will take, roughly; to be shown

    bool operator==(const TileDrop&) const = default;
};

/// @param id      the tile that is dragged
/// @param at      where it is; in the same coordinates as the rest
/// @param whole   that all tiles share
TileDrop tileDropAt(const QString& id, const QPoint& at, const QRect& whole, const std::vector<TileGround>& grounds);

} // namespace hourglass::ui
