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

void RunTable::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_order = order;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<Row> kept;
    for (const QModelIndex& index : from)
        kept.push_back(runAt(index.row()));
    sortAll();
    m_shown = found();
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i) {
        const Row run = kept[std::size_t(i)];
        to << (run ? index(rowOf(run->id), from[i].column()) : from[i]);
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

bool RunTable::matches(const RunSummary& run) const {
    return std::ranges::all_of(m_words, [&](const QString& word) { return run.searchText.contains(word); });
}

void RunTable::sortAll() {
    m_sorted.clear();
    for (const RunSummary& run : m_runs)
        m_sorted.push_back(&run);
    std::ranges::stable_sort(m_sorted, [this](Row one, Row other) {
        if (m_sortColumn == Tick)
            return colourOf(one->id).value_or(MostTicked) < colourOf(other->id).value_or(MostTicked);
        return m_order == Qt::AscendingOrder ? isBefore(*one, *other, m_sortColumn) : isBefore(*other, *one, m_sortColumn);
    });
}

std::vector<RunTable::Row> RunTable::found() const {
    std::vector<Row> found;
    std::ranges::copy_if(m_sorted, std::back_inserter(found), [this](Row run) { return matches(*run); });
    return found;
}

void RunTable::showReset(std::vector<Row> next) {
    beginResetModel();
    m_shown = std::move(next);
    endResetModel();
}

void RunTable::showChanges(const std::vector<Row>& next) {
    const auto id = [](Row run) -> const QString& { return run->id; };
    if (std::ranges::equal(m_shown, next, {}, id, id)) { // as nearly always
        for (std::size_t i = 0; i < next.size(); ++i)
            if (const Row before = std::exchange(m_shown[i], next[i]); *before != *next[i])
                Q_EMIT dataChanged(index(int(i) + 1, 0), index(int(i) + 1, ColumnCount - 1));
        return;
    }
    QSet<QString> before;
    for (const Row run : m_shown)
        before.insert(run->id);
    const auto stay = std::size_t(std::ranges::count_if(next, [&](Row run) { return before.contains(run->id); }));
    if (m_shown.size() + next.size() - 2 * stay <= GradualChanges)
        showGradually(next);
    else
        showReset(next);
}

/// Row by row: first those that are gone, then those that are new, then the others' new places.
void RunTable::showGradually(const std::vector<Row>& next) {
    QHash<QString, int> places, shown;
    for (int i = 0; i < int(next.size()); ++i)
        places.insert(next[std::size_t(i)]->id, i);
    for (int i = int(m_shown.size()) - 1; i >= 0; --i)
        if (!places.contains(m_shown[std::size_t(i)]->id)) {
            beginRemoveRows({}, i + 1, i + 1);
            m_shown.erase(m_shown.begin() + i);
            endRemoveRows();
        }
    for (int i = 0; i < int(m_shown.size()); ++i)
        shown.insert(m_shown[std::size_t(i)]->id, i);
    for (int i = 0; i < int(next.size()); ++i)
        if (!shown.contains(next[std::size_t(i)]->id)) {
            const int place = std::min(i, int(m_shown.size()));
            beginInsertRows({}, place + 1, place + 1);
            m_shown.insert(m_shown.begin() + place, next[std::size_t(i)]);
            endInsertRows();
        }
    Q_EMIT layoutAboutToBeChanged();
    QModelIndexList from, to;
    for (const QModelIndex& index : persistentIndexList())
        if (const Row run = runAt(index.row())) {
            from << index;
            to << this->index(places.value(run->id) + 1, index.column());
        }
    m_shown = next;
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

} // namespace hourglass::ui
