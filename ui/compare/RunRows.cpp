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

std::vector<RunTable::Run> RunTable::arranged() const {
    std::vector<Run> arranged;
    std::ranges::copy_if(m_runs, std::back_inserter(arranged), [this](const Run& run) { return matches(*run); });
    std::ranges::stable_sort(arranged, [this](const Run& one, const Run& other) {
        if (m_sortColumn == Tick)
            return colourOf(one->id).value_or(MostTicked) < colourOf(other->id).value_or(MostTicked);
        return m_order == Qt::AscendingOrder ? isBefore(*one, *other, m_sortColumn) : isBefore(*other, *one, m_sortColumn);
    });
    return arranged;
}

void RunTable::showArranged() {
    std::vector<Run> next = arranged();
    QSet<QString> before, after;
    for (const Run& run : m_shown)
        before.insert(run->id);
    for (const Run& run : next)
        after.insert(run->id);
    const auto gone = std::size_t(std::ranges::count_if(before, [&](const QString& id) { return !after.contains(id); }));
    const std::size_t come = next.size() - (before.size() - gone);
    if (gone + come <= GradualChanges) {
        showGradually(next);
        return;
    }
    beginResetModel();
    m_shown = std::move(next);
    endResetModel();
}

void RunTable::showGradually(const std::vector<Run>& arranged) {
    QHash<QString, int> places;
    for (int i = 0; i < int(arranged.size()); ++i)
        places.insert(arranged[std::size_t(i)]->id, i);
    for (int i = int(m_shown.size()) - 1; i >= 0; --i)
        if (!places.contains(m_shown[std::size_t(i)]->id)) {
            beginRemoveRows({}, i + 1, i + 1);
            m_shown.erase(m_shown.begin() + i);
            endRemoveRows();
        }
    QSet<QString> there;
    for (const Run& run : m_shown)
        there.insert(run->id);
    for (int i = 0; i < int(arranged.size()); ++i)
        if (!there.contains(arranged[std::size_t(i)]->id)) {
            const int place = std::min(i, int(m_shown.size()));
            beginInsertRows({}, place + 1, place + 1);
            m_shown.insert(m_shown.begin() + place, arranged[std::size_t(i)]);
            endInsertRows();
        }
    const auto sameRun = [](const Run& one, const Run& other) { return one->id == other->id; };
    if (!std::ranges::equal(m_shown, arranged, sameRun)) {
        Q_EMIT layoutAboutToBeChanged();
        QModelIndexList from, to;
        for (const QModelIndex& index : persistentIndexList())
            if (const RunSummary* run = runAt(index.row())) {
                from.push_back(index);
                to.push_back(this->index(places.value(run->id) + 1, index.column()));
            }
        m_shown = arranged;
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged();
        return;
    }
    for (std::size_t i = 0; i < arranged.size(); ++i)
        if (const Run before = std::exchange(m_shown[i], arranged[i]); *before != *arranged[i])
            Q_EMIT dataChanged(index(int(i) + 1, 0), index(int(i) + 1, ColumnCount - 1));
}

} // namespace hourglass::ui
