// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace hourglass::ui {

/// Where tiles lie: over each other as tabs, or in places beside or below each other.
struct TilePlace {
    enum class Kind { Tabs, Row, Column };

    Kind kind = Kind::Tabs;
    QStringList tiles;             ///< ids; only of tabs
    QString front;                 ///< the tab on show; empty or unknown: the first one
    std::vector<TilePlace> places; ///< only of a row or a column
    double share = 1;              ///< of what it lies in, relative to its neighbours

    static TilePlace tabs(const QStringList& tiles, double share = 1) { return {Kind::Tabs, tiles, {}, {}, share}; }
    static TilePlace row(std::vector<TilePlace> places, double share = 1) {
        return {Kind::Row, {}, {}, std::move(places), share};
    }
    static TilePlace column(std::vector<TilePlace> places, double share = 1) {
        return {Kind::Column, {}, {}, std::move(places), share};
    }
    bool operator==(const TilePlace&) const = default;
};

enum class TileState { InPlace, Detached, Hidden };
enum class TileSide { Left, Right, Above, Below };

/// Which tile lies where, as a value without widgets. A tile that is hidden or detached keeps its place for when it
/// comes back. Every function takes ids of tiles that are in the arrangement.
class TileArrangement {
public:
    TileArrangement() = default;
    explicit TileArrangement(TilePlace usual);

    TilePlace& root() { return m_root; }
    const TilePlace& root() const { return m_root; }
    QStringList tiles() const; ///< in reading order
    bool contains(const QString& id) const { return tiles().contains(id); }

    TileState state(const QString& id) const;
    /// Where the tab on show goes, its neighbour comes to the front.
    void setState(const QString& id, TileState state);
    /// Those of the tabs that are in place.
    QStringList inPlace(const TilePlace& tabs) const;
    /// Whether any tile of it, at any depth, is in place.
    bool isSeen(const TilePlace& place) const;
    /// The tabs that the tile is among.
    const TilePlace& tabsOf(const QString& id) const;

    void bringToFront(const QString& id);
    /// Makes it a tab beside `other`.
    /// @param before  the tab that it shall stand before; where there is none of this name, it is the last one
    void join(const QString& id, const QString& other, const QString& before = {});
    /// Gives it half of the place of `other` and its tabs.
    void putBeside(const QString& id, const QString& other, TileSide side);
    /// Along a whole side of everything.
    void putAtEdge(const QString& id, TileSide side);
    /// A step to that side: out of its tabs, past its neighbour, out of its row or column, to the edge of everything.
    /// @return false where it is at that edge already
    bool move(const QString& id, TileSide side);

    QJsonObject toJson() const;
    /// What is not in `usual` is left out, what is missing is put where it usually is; anything unreadable gives `usual`.
    static TileArrangement fromJson(const QJsonObject& json, const TileArrangement& usual);

    bool operator==(const TileArrangement&) const = default;

private:
    using Path = std::vector<std::size_t>; ///< indices of places, from the root on

    TilePlace& tabsWith(const QString& id);
    Path pathTo(const QString& id) const;
    TilePlace& at(const Path& path, std::size_t depth);
    void uncover(const QString& id);
    void take(const QString& id);
    void insertBeside(const Path& path, TilePlace fresh, TileSide side);

    TilePlace m_root;
    std::map<QString, TileState> m_states; ///< of those that are not in place
};

} // namespace hourglass::ui
