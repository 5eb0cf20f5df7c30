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

void RunTable::arrange() {
    std::ranges::stable_sort(m_runs, [this](const Run& one, const Run& other) {
        if (m_sortColumn == Tick)
            return colourOf(one->id).value_or(MostTicked) < colourOf(other->id).value_or(MostTicked);
        return m_order == Qt::AscendingOrder ? isBefore(*one, *other, m_sortColumn) : isBefore(*other, *one, m_sortColumn);
    });
}

std::vector<RunTable::Run> RunTable::found() const {
    std::vector<Run> found;
    std::ranges::copy_if(m_runs, std::back_inserter(found), [this](const Run& run) { return matches(*run); });
    return found;
}

void RunTable::showAnew() {
    beginResetModel();
    m_shown = found();
    endResetModel();
}

void RunTable::showChanges() {
    const std::vector<Run> next = found();
    const auto id = [](const Run& run) -> const QString& { return run->id; };
    if (std::ranges::equal(m_shown, next, {}, id, id)) { // as nearly always
        for (std::size_t i = 0; i < next.size(); ++i)
            if (const Run before = std::exchange(m_shown[i], next[i]); *before != *next[i])
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
void RunTable::showGradually(const std::vector<Run>& next) {
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
    Q_EMIT layoutAboutToBeChanged();
    QModelIndexList from, to;
    for (const QModelIndex& index : persistentIndexList())
        if (const RunSummary* run = runAt(index.row())) {
            from.push_back(index);
            to.push_back(this->index(places.value(run->id) + 1, index.column()));
        }
    m_shown = next;
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

} // namespace hourglass::ui
