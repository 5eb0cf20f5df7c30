// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileArrangement.h"

#include <algorithm>

namespace hourglass::ui {

namespace {

using Kind = TilePlace::Kind;

Kind kindFor(TileSide side) {
    return side == TileSide::Left || side == TileSide::Right ? Kind::Row : Kind::Column;
}

bool isAfter(TileSide side) {
    return side == TileSide::Right || side == TileSide::Below;
}

double shares(const std::vector<TilePlace>& places) {
    double sum = 0;
    for (const TilePlace& place : places)
        sum += place.share;
    return sum;
}

bool isEmpty(const TilePlace& place) {
    return place.tiles.empty() && place.places.empty();
}

/// No empty places, none with a single one in it, no row in a row.
void tidy(TilePlace& place) {
    std::vector<TilePlace> tidied;
    for (TilePlace& inner : place.places) {
        tidy(inner);
        if (isEmpty(inner))
            continue;
        if (inner.kind != place.kind) {
            tidied.push_back(std::move(inner));
            continue;
        }
        const double whole = shares(inner.places);
        for (TilePlace& innermost : inner.places) {
            innermost.share *= inner.share / whole;
            tidied.push_back(std::move(innermost));
        }
    }
    if (tidied.size() == 1) {
        TilePlace only = std::move(tidied.front());
        only.share = place.share;
        place = std::move(only);
    } else {
        place.places = std::move(tidied);
    }
}

void collect(const TilePlace& place, QStringList& tiles) {
    tiles += place.tiles;
    for (const TilePlace& inner : place.places)
        collect(inner, tiles);
}

template <typename Place>
Place* findTabs(Place& place, const QString& id) {
    if (place.tiles.contains(id))
        return &place;
    for (Place& inner : place.places)
        if (Place* found = findTabs(inner, id))
            return found;
    return nullptr;
}

} // namespace

TileArrangement::TileArrangement(TilePlace usual)
    : m_root(std::move(usual)) {
    tidy(m_root);
}

QStringList TileArrangement::tiles() const {
    QStringList all;
    collect(m_root, all);
    return all;
}

TileState TileArrangement::state(const QString& id) const {
    const auto known = m_states.find(id);
    return known == m_states.end() ? TileState::InPlace : known->second;
}

void TileArrangement::setState(const QString& id, TileState state) {
    if (state == TileState::InPlace) {
        m_states.erase(id);
    } else {
        uncover(id);
        m_states[id] = state;
    }
}

QStringList TileArrangement::inPlace(const TilePlace& tabs) const {
    QStringList shown;
    for (const QString& id : tabs.tiles)
        if (state(id) == TileState::InPlace)
            shown << id;
    return shown;
}

bool TileArrangement::isSeen(const TilePlace& place) const {
    return !inPlace(place).empty() ||
           std::ranges::any_of(place.places, [this](const TilePlace& inner) { return isSeen(inner); });
}

const TilePlace& TileArrangement::tabsOf(const QString& id) const {
    return *findTabs(m_root, id);
}

TilePlace& TileArrangement::tabsWith(const QString& id) {
    return *findTabs(m_root, id);
}

void TileArrangement::bringToFront(const QString& id) {
    tabsWith(id).front = id;
}

void TileArrangement::join(const QString& id, const QString& other, const QString& before) {
    if (id == other)
        return;
    take(id);
    TilePlace& tabs = tabsWith(other);
    const auto index = tabs.tiles.indexOf(before);
    tabs.tiles.insert(index < 0 ? tabs.tiles.size() : index, id);
    tabs.front = id;
}

void TileArrangement::putBeside(const QString& id, const QString& other, TileSide side) {
    if (id == other)
        return;
    take(id);
    insertBeside(pathTo(other), TilePlace::tabs({id}), side);
}

void TileArrangement::putAtEdge(const QString& id, TileSide side) {
    if (tiles().size() == 1)
        return;
    take(id);
    if (m_root.kind != kindFor(side)) {
        TilePlace whole = std::move(m_root);
        whole.share = 2; // so that the new one gets a third
        m_root = {kindFor(side), {}, {}, {std::move(whole)}};
    }
    const double share = shares(m_root.places) / double(m_root.places.size() == 1 ? 2 : m_root.places.size());
    m_root.places.insert(isAfter(side) ? m_root.places.end() : m_root.places.begin(), TilePlace::tabs({id}, share));
    tidy(m_root);
}

bool TileArrangement::move(const QString& id, TileSide side) {
    const Path path = pathTo(id);
    QStringList mates = inPlace(at(path, path.size()));
    mates.removeAll(id);
    if (!mates.empty()) {
        putBeside(id, mates.front(), side);
        return true;
    }
    const int step = isAfter(side) ? 1 : -1;
    for (std::size_t depth = path.size(); depth-- > 0;) {
        TilePlace& around = at(path, depth);
        if (around.kind != kindFor(side))
            continue;
        if (depth + 1 < path.size()) { // it lies deeper: out of there, beside it
            at(path, path.size()).tiles.removeAll(id);
            const auto mate = around.places.begin() + std::ptrdiff_t(path[depth]);
            mate->share /= 2;
            around.places.insert(isAfter(side) ? mate + 1 : mate, TilePlace::tabs({id}, mate->share));
            tidy(m_root);
            return true;
        }
        auto next = std::ptrdiff_t(path[depth]) + step;
        while (next >= 0 && next < std::ssize(around.places) && !isSeen(around.places[std::size_t(next)]))
            next += step;
        if (next < 0 || next >= std::ssize(around.places))
            continue;
        const auto first = around.places.begin();
        const auto own = first + std::ptrdiff_t(path[depth]);
        if (step > 0)
            std::rotate(own, own + 1, first + next + 1);
        else
            std::rotate(first + next, own, own + 1);
        return true;
    }
    const bool isAtEdge = m_root.kind == kindFor(side) && path.size() == 1;
    if (path.empty() || isAtEdge)
        return false;
    putAtEdge(id, side);
    return true;
}

TileArrangement::Path TileArrangement::pathTo(const QString& id) const {
    Path path;
    const TilePlace* place = &m_root;
    while (!place->tiles.contains(id)) {
        const auto inner = std::ranges::find_if(place->places, [&id](const TilePlace& candidate) {
            QStringList tiles;
            collect(candidate, tiles);
            return tiles.contains(id);
        });
        path.push_back(std::size_t(inner - place->places.begin()));
        place = &*inner;
    }
    return path;
}

TilePlace& TileArrangement::at(const Path& path, std::size_t depth) {
    TilePlace* place = &m_root;
    for (std::size_t i = 0; i < depth; ++i)
        place = &place->places[path[i]];
    return *place;
}

/// Before the tile goes: where it is the tab on show, its neighbour is from now on.
void TileArrangement::uncover(const QString& id) {
    TilePlace& tabs = tabsWith(id);
    const QStringList shown = inPlace(tabs);
    const QString front = shown.contains(tabs.front) ? tabs.front : shown.value(0);
    if (front != id || shown.size() < 2)
        return;
    const auto index = shown.indexOf(id);
    tabs.front = shown[index + 1 < shown.size() ? index + 1 : index - 1];
}

void TileArrangement::take(const QString& id) {
    uncover(id);
    tabsWith(id).tiles.removeAll(id);
    tidy(m_root);
}

void TileArrangement::insertBeside(const Path& path, TilePlace fresh, TileSide side) {
    TilePlace& mate = at(path, path.size());
    const bool isInLine = !path.empty() && at(path, path.size() - 1).kind == kindFor(side);
    if (isInLine) {
        mate.share /= 2;
        fresh.share = mate.share;
        auto& line = at(path, path.size() - 1).places;
        line.insert(line.begin() + std::ptrdiff_t(path.back()) + (isAfter(side) ? 1 : 0), std::move(fresh));
        return;
    }
    const double share = mate.share;
    TilePlace old = std::move(mate);
    old.share = fresh.share = 1;
    mate = {kindFor(side), {}, {}, {}, share};
    mate.places.push_back(isAfter(side) ? std::move(old) : std::move(fresh));
    mate.places.push_back(isAfter(side) ? std::move(fresh) : std::move(old));
}

} // namespace hourglass::ui
