// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows a RunTable has, and in which order.
#include "ui/compare/RunCells.h"
#include "ui/compare/RunTable.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace hourglass::ui {

namespace {

constexpr std::size_t GradualChanges = 50; ///< more rows that come and go are shown by a reset

using Runs = std::span<const RunList::value_type>;

/// Those of one list that are not, as the same objects, in the other. Fast where the two are nearly the same.
RunList without(Runs one, Runs other) {
    const auto differ = std::ranges::mismatch(one, other);
    one = {differ.in1, one.end()};
    other = {differ.in2, other.end()};
    while (!one.empty() && !other.empty() && one.back() == other.back()) {
        one = one.first(one.size() - 1);
        other = other.first(other.size() - 1);
    }
    RunList sorted(one.begin(), one.end()), others(other.begin(), other.end()), rest;
    std::ranges::sort(sorted);
    std::ranges::sort(others);
    std::ranges::set_difference(sorted, others, std::back_inserter(rest));
    return rest;
}

} // namespace

void RunTable::setRuns(const RunList& runs) {
    QHash<QString, Run> before; // what was known of those that changed, and those that are gone
    for (const Run& run : without(m_runs, runs))
        before.insert(run->id, m_byId.take(run->id));
    const RunList news = without(runs, m_runs);
    m_runs = runs;
    bool inPlace = before.size() == qsizetype(news.size());
    for (const Run& run : news) {
        m_byId.insert(run->id, run);
        const Run known = before.value(run->id);
        inPlace = known && replace(known, run) && inPlace;
    }
    if (!inPlace)
        showChanges();
    const bool otherTicks = followTicks();
    tellPca();
    if (otherTicks)
        Q_EMIT tickedChanged();
}

void RunTable::setText(const QString& id, RunField field, const QString& text) {
    const Run known = m_byId.value(id);
    if (!known)
        return;
    auto edited = std::make_shared<RunSummary>(*known);
    edited.get()->*textOf(field) = text;
    std::ranges::replace(m_runs, known, edited);
    m_byId.insert(id, edited);
    if (!replace(known, edited))
        showChanges();
}

void RunTable::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_order = order;
    showChanges();
}

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

/// Puts what is known now in the row of what was known of a run.
/// @return whether the row stays where it is
bool RunTable::replace(const Run& before, const Run& after) {
    if (before->epochs != after->epochs || before->state != after->state)
        m_outdated.insert(after->id);
    std::ranges::replace(m_sorted, before, after);
    const auto shown = std::ranges::find(m_shown, before);
    if (shown != m_shown.end()) {
        *shown = after;
        const int row = int(shown - m_shown.begin()) + 1;
        if (*before != *after)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    return keyOf(*before) == keyOf(*after) && matches(*before) == matches(*after);
}

void RunTable::showAnew() {
    beginResetModel();
    m_shown = found();
    endResetModel();
}

void RunTable::showChanges() {
    arrange();
    const RunList next = found();
    const RunList gone = without(m_shown, next), come = without(next, m_shown);
    if (gone.size() + come.size() > GradualChanges) {
        showAnew();
        return;
    }
    for (const Run& run : gone) {
        const auto place = std::ranges::find(m_shown, run);
        const int row = int(place - m_shown.begin()) + 1;
        beginRemoveRows({}, row, row);
        m_shown.erase(place);
        endRemoveRows();
    }
    for (const Run& run : come) {
        beginInsertRows({}, rowCount(), rowCount());
        m_shown.push_back(run);
        endInsertRows();
    }
    if (m_shown != next)
        showInOrder(next);
}

/// The same rows in other places.
void RunTable::showInOrder(const RunList& next) {
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QHash<const RunSummary*, int> rows{{nullptr, 0}}; // PCA
    for (int i = 0; !from.isEmpty() && i < int(next.size()); ++i)
        rows.insert(next[std::size_t(i)].get(), i + 1);
    QModelIndexList to;
    for (const QModelIndex& index : from)
        to << this->index(rows.value(runAt(index.row())), index.column());
    m_shown = next;
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

} // namespace hourglass::ui
