// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileDrop.h"

#include <algorithm>
#include <optional>

namespace hourglass::ui {

namespace {

constexpr int EdgeWidth = 12;     // px along the sides of everything
constexpr double SideShare = 0.3; // of a place, from each of its sides

/// A part of `whole` along one of its sides.
QRect along(const QRect& whole, TileSide side, double share) {
    QRect part = whole;
    switch (side) {
    case TileSide::Left:
        part.setWidth(int(whole.width() * share));
        break;
    case TileSide::Right:
        part.setLeft(whole.right() - int(whole.width() * share));
        break;
    case TileSide::Above:
        part.setHeight(int(whole.height() * share));
        break;
    case TileSide::Below:
        part.setTop(whole.bottom() - int(whole.height() * share));
        break;
    }
    return part;
}

std::optional<TileSide> edgeAt(const QPoint& at, const QRect& whole) {
    if (at.x() < whole.left() + EdgeWidth)
        return TileSide::Left;
    if (at.x() > whole.right() - EdgeWidth)
        return TileSide::Right;
    if (at.y() < whole.top() + EdgeWidth)
        return TileSide::Above;
    if (at.y() > whole.bottom() - EdgeWidth)
        return TileSide::Below;
    return std::nullopt;
}

/// The side that is nearest, or none in the middle.
std::optional<TileSide> sideAt(const QPoint& at, const QRect& place) {
    const double x = double(at.x() - place.left()) / place.width();
    const double y = double(at.y() - place.top()) / place.height();
    const std::pair<double, TileSide> distances[] = {
        {x, TileSide::Left}, {1 - x, TileSide::Right}, {y, TileSide::Above}, {1 - y, TileSide::Below}};
    const auto [distance, side] = *std::ranges::min_element(distances, {}, &std::pair<double, TileSide>::first);
    return distance < SideShare ? std::optional(side) : std::nullopt;
}

/// Between the tabs, by the middles of their titles.
TileDrop joined(const QString& id, const QPoint& at, const TileGround& ground, const QString& mate) {
    const auto next = std::ranges::find_if(ground.places, [&at](const QRect& tab) { return at.x() < tab.center().x(); });
    const bool isLast = next == ground.places.end();
    const QString before = isLast ? QString() : ground.tiles[next - ground.places.begin()];
    if (before == id)
        return {}; // it stands there
    const int x = isLast ? ground.places.back().right() : next->left();
    return {TileDrop::What::Join, mate, before, {}, QRect(x - 2, ground.titles.top(), 4, ground.titles.height())};
}

} // namespace

TileDrop tileDropAt(const QString& id, const QPoint& at, const QRect& whole, const std::vector<TileGround>& grounds) {
    if (!whole.contains(at))
        return {};
    if (const auto edge = edgeAt(at, whole); edge && (grounds.size() > 1 || grounds.front().tiles.size() > 1))
        return {TileDrop::What::Edge, {}, {}, *edge, along(whole, *edge, 1.0 / 3)};
    const auto ground = std::ranges::find_if(grounds, [&at](const TileGround& it) { return it.place.contains(at); });
    if (ground == grounds.end())
        return {};
    QStringList mates = ground->tiles;
    mates.removeAll(id);
    if (mates.empty())
        return {}; // it lies there by itself
    if (ground->titles.contains(at))
        return joined(id, at, *ground, mates.front());
    if (const auto side = sideAt(at, ground->place))
        return {TileDrop::What::Beside, mates.front(), {}, *side, along(ground->place, *side, 0.5)};
    if (ground->tiles.contains(id))
        return {};
    return {TileDrop::What::Join, mates.front(), {}, {}, ground->place};
}

} // namespace hourglass::ui
