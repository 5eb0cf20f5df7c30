// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileArrangement.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hourglass::ui {

namespace {

constexpr int DeepestPlace = 16;       // in settings that somebody else wrote
constexpr double SmallestShare = 1e-6; // beyond these, sums and quotients of shares are no numbers
constexpr double LargestShare = 1e6;
constexpr std::array Kinds{"tabs", "row", "column"};
constexpr std::array States{"in place", "detached", "hidden"};

template <typename Names>
std::optional<int> indexIn(const Names& names, const QString& name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(int(found - names.begin()));
}

QJsonObject toJson(const TilePlace& place) {
    QJsonObject json{{"kind", Kinds[std::size_t(place.kind)]}, {"share", place.share}};
    if (place.kind == TilePlace::Kind::Tabs) {
        json["tiles"] = QJsonArray::fromStringList(place.tiles);
        json["front"] = place.front;
        return json;
    }
    QJsonArray places;
    for (const TilePlace& inner : place.places)
        places.append(toJson(inner));
    json["places"] = places;
    return json;
}

/// @param known  ids that may still occur; those that did are taken out
std::optional<TilePlace> placeFrom(const QJsonObject& json, QStringList& known, int depth = 0) {
    const auto kind = indexIn(Kinds, json["kind"].toString());
    const double share = json["share"].toDouble(1);
    if (!kind || !std::isfinite(share) || share <= 0 || depth > DeepestPlace)
        return std::nullopt;
    TilePlace place{
        TilePlace::Kind(*kind), {}, json["front"].toString(), {}, std::clamp(share, SmallestShare, LargestShare)};
    if (place.kind == TilePlace::Kind::Tabs) {
        for (const QJsonValue& id : json["tiles"].toArray())
            if (known.removeAll(id.toString()) > 0)
                place.tiles << id.toString();
        return place;
    }
    for (const QJsonValue& inner : json["places"].toArray()) {
        auto read = placeFrom(inner.toObject(), known, depth + 1);
        if (!read)
            return std::nullopt;
        place.places.push_back(std::move(*read));
    }
    return place;
}

} // namespace

QJsonObject TileArrangement::toJson() const {
    QJsonObject states;
    for (const auto& [id, state] : m_states)
        states[id] = States[std::size_t(state)];
    return {{"root", ui::toJson(m_root)}, {"states", states}};
}

TileArrangement TileArrangement::fromJson(const QJsonObject& json, const TileArrangement& usual) {
    QStringList missing = usual.tiles();
    auto root = placeFrom(json["root"].toObject(), missing);
    if (!root || missing.size() == usual.tiles().size())
        return usual;
    TileArrangement arrangement(std::move(*root));
    const QJsonObject states = json["states"].toObject();
    for (const QString& id : arrangement.tiles())
        if (const auto state = indexIn(States, states[id].toString()))
            arrangement.setState(id, TileState(*state));
    for (const QString& id : missing) {
        QStringList mates = usual.tabsOf(id).tiles;
        mates.removeIf([&arrangement](const QString& mate) { return !arrangement.contains(mate); });
        arrangement.tabsWith(mates.empty() ? arrangement.tiles().back() : mates.front()).tiles << id;
    }
    return arrangement;
}

} // namespace hourglass::ui
