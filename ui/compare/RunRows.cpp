// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows a RunTable has, and in which order.
#include "ui/compare/RunCells.h"
#include "ui/compare/RunTable.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr std::size_t GradualChanges = 50; ///< more rows that come and go are shown by a reset
} // namespace

bool RunTable::matches(const RunSummary& run) const {
    return std::ranges::all_of(m_words, [&](const QString& word) { return run.searchText.contains(word); });
}

SortKey RunTable::keyOf(const RunSummary& run) const {
    return m_sortColumn == Tick ? SortKey{colourOf(run.id), {}} : sortKey(run, m_sortColumn);
}

void RunTable::arrange() {
    struct Entry {
        SortKey key;
        const Run* run;
    };
    std::vector<Entry> entries;
    entries.reserve(m_runs.size());
    for (const Run& run : m_runs)
        entries.push_back({keyOf(*run), &run});
    std::ranges::stable_sort(
        entries, [this](const SortKey& one, const SortKey& other) { return isBefore(one, other, m_order); }, &Entry::key);
    m_sorted.clear();
    for (const Entry& entry : entries)
        m_sorted.push_back(*entry.run);
}

RunList RunTable::found() const {
    RunList found;
    std::ranges::copy_if(m_sorted, std::back_inserter(found), [this](const Run& run) { return matches(*run); });
    return found;
}

/// Puts what is known now in the place of what was known of a run.
/// @return whether its row stays where it is
bool RunTable::replace(const Run& before, const Run& after) {
    const QString id = after->id;
    for (RunList* runs : {&m_runs, &m_sorted, &m_shown})
        std::ranges::replace(*runs, before, after);
    m_byId.insert(id, after);
    if (*before == *after)
        return true;
    if (const int row = rowOf(id); row > 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    return keyOf(*before) == keyOf(*after) && matches(*before) == matches(*after);
}

void RunTable::showAnew() {
    beginResetModel();
    m_shown = found();
    endResetModel();
}

void RunTable::showChanges() {
    const RunList next = found();
    const auto id = [](const Run& run) -> const QString& { return run->id; };
    if (std::ranges::equal(m_shown, next, {}, id, id)) { // as nearly always
        for (std::size_t i = 0; i < next.size(); ++i)
            if (const Run before = std::exchange(m_shown[i], next[i]); before != next[i] && *before != *next[i])
                Q_EMIT dataChanged(index(int(i) + 1, 0), index(int(i) + 1, ColumnCount - 1));
        return;
    }
    QSet<QString> before;
    for (const Run& run : m_shown)
        before.insert(run->id);
    const auto stay = std::size_t(std::ranges::count_if(next, [&](const Run& run) { return before.contains(run->id); }));
    if (m_shown.size() + next.size() - 2 * stay <= GradualChanges)
        showGradually(next);
    else
        showAnew();
}

/// Row by row: first those that are gone, then those that are new, then the others' new places and contents.
void RunTable::showGradually(const RunList& next) {
    QHash<QString, int> places;
    for (int i = 0; i < int(next.size()); ++i)
        places.insert(next[std::size_t(i)]->id, i);
    for (int i = int(m_shown.size()) - 1; i >= 0; --i)
        if (!places.contains(m_shown[std::size_t(i)]->id)) {
            beginRemoveRows({}, i + 1, i + 1);
            m_shown.erase(m_shown.begin() + i);
            endRemoveRows();
        }
    QSet<QString> shown;
    for (const Run& run : m_shown)
        shown.insert(run->id);
    for (int i = 0; i < int(next.size()); ++i)
        if (!shown.contains(next[std::size_t(i)]->id)) {
            const int place = std::min(i, int(m_shown.size()));
            beginInsertRows({}, place + 1, place + 1);
            m_shown.insert(m_shown.begin() + place, next[std::size_t(i)]);
            endInsertRows();
        }
    showInOrder(next);
}

/// The same rows in other places.
void RunTable::showInOrder(const RunList& next) {
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QStringList ids;
    for (const QModelIndex& index : from)
        ids << (index.row() > 0 ? runAt(index.row())->id : QString());
    m_shown = next;
    QHash<QString, int> rows;
    if (!from.isEmpty())
        for (int i = 0; i < int(next.size()); ++i)
            rows.insert(next[std::size_t(i)]->id, i + 1);
    QModelIndexList to;
    for (int i = 0; i < from.size(); ++i)
        to << index(rows.value(ids[i]), from[i].column()); // PCA, which has no id, stays the first
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

} // namespace hourglass::ui
