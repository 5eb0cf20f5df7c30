// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunTable.h"

#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Words.h"

#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int ThumbnailsKept = 500;

std::optional<RunField> fieldOf(int column) {
    switch (column) {
    case RunTable::Name:
        return RunField::Name;
    case RunTable::Tags:
        return RunField::Tags;
    case RunTable::Notes:
        return RunField::Notes;
    default:
        return std::nullopt;
    }
}

} // namespace

RunTable::RunTable(QObject* parent)
    : QAbstractTableModel(parent)
    , m_thumbnails(ThumbnailsKept) {
    tellPca();
}

/// Unticks the runs that are gone, and ticks those of them that are back.
bool RunTable::followTicks() {
    const auto before = m_ticked;
    for (QString& id : m_ticked)
        if (!id.isEmpty() && !find(id))
            m_tickedGone << std::exchange(id, {});
    m_tickedGone.removeIf([this](const QString& id) {
        return find(id) && (std::ranges::find(m_ticked, QString()) == m_ticked.end() || tick(id, true));
    });
    return m_ticked != before;
}

void RunTable::setSearch(const QString& words) {
    m_words = words.toLower().split(' ', Qt::SkipEmptyParts);
    showAnew();
}

void RunTable::setThumbnail(const QString& id, const QImage& thumbnail) {
    m_thumbnails.insert(id, new QPixmap(QPixmap::fromImage(thumbnail)));
    m_wanted.remove(id);
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row, Name), index(row, Name), {Qt::DecorationRole});
}

const RunSummary* RunTable::runAt(int row) const {
    return row >= 1 && row <= int(m_shown.size()) ? m_shown[std::size_t(row - 1)].get() : nullptr;
}

const RunSummary* RunTable::find(const QString& id) const {
    return m_byId.value(id).get();
}

int RunTable::rowOf(const QString& id) const {
    const auto found = std::ranges::find(m_shown, m_byId.value(id));
    return found == m_shown.end() ? -1 : int(found - m_shown.begin()) + 1;
}

std::vector<RunSummary> RunTable::shown() const {
    std::vector<RunSummary> runs;
    for (const Run& run : m_shown)
        runs.push_back(*run);
    return runs;
}

std::optional<int> RunTable::colourOf(const QString& id) const {
    const auto found = std::ranges::find(m_ticked, id);
    return found == m_ticked.end() ? std::nullopt : std::optional(int(found - m_ticked.begin()));
}

bool RunTable::tick(const QString& id, bool ticked) {
    if (colourOf(id).has_value() == ticked)
        return true;
    const auto place = std::ranges::find(m_ticked, ticked ? QString() : id);
    if (place == m_ticked.end()) {
        Q_EMIT tooManyTicked();
        return false;
    }
    *place = ticked ? id : QString();
    return true;
}

void RunTable::untickAll() {
    m_ticked.fill({});
    m_tickedGone.clear();
    Q_EMIT dataChanged(index(0, Tick), index(rowCount() - 1, Tick));
    tellPca();
    Q_EMIT tickedChanged();
}

int RunTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_shown.size()) + 1;
}

int RunTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(section));
    return role == Qt::DisplayRole   ? QVariant(titleOf(section))
           : role == Qt::ToolTipRole ? QVariant(asToolTip(helpOf(section)))
                                     : QVariant();
}

QVariant RunTable::data(const QModelIndex& index, int role) const {
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(column));
    const RunSummary* const run = runAt(index.row());
    if (!run)
        return index.row() == 0 ? pcaData(column, role) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*run, column);
    case Qt::EditRole:
        if (const auto field = fieldOf(column))
            return run->*textOf(*field);
        return cellText(*run, column);
    case Qt::ToolTipRole:
        return asToolTip(cellHelp(*run, column));
    case Qt::AccessibleTextRole:
        return column == Tick ? tr("Compare %1").arg(run->name) : cellText(*run, column);
    case Qt::CheckStateRole:
        return column == Tick ? QVariant(colourOf(run->id) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return decoration(*run, column);
    default:
        return {};
    }
}

QVariant RunTable::decoration(const RunSummary& run, int column) const {
    if (column == Tick) {
        const auto colour = colourOf(run.id);
        return colour ? QVariant(classColour(*colour, QGuiApplication::palette())) : QVariant();
    }
    if (column != Name)
        return {};
    const QPixmap* thumbnail = m_thumbnails.object(run.id); // null ones stand for runs without any
    if ((!thumbnail || m_outdated.contains(run.id)) && !m_wanted.contains(run.id)) {
        m_outdated.remove(run.id);
        m_wanted.insert(run.id);
        Q_EMIT thumbnailWanted(run.id);
    }
    return thumbnail && !thumbnail->isNull() ? QVariant(*thumbnail) : QVariant();
}

/// Works out what stands in the row of PCA, which follows the ticked runs.
void RunTable::tellPca() {
    RunList compared;
    for (const QString& id : m_ticked)
        if (const Run run = m_byId.value(id))
            compared.push_back(run);
    auto texts = m_pcaTexts;
    for (int column = 0; column < ColumnCount; ++column)
        texts[std::size_t(column)] = pcaText(compared, column);
    if (std::exchange(m_pcaTexts, texts) != texts)
        Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
}

QVariant RunTable::pcaData(int column, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return m_pcaTexts[std::size_t(column)];
    case Qt::ToolTipRole:
        return asToolTip(tr("Principal component analysis with as many numbers as the code of each ticked run has: the best "
                            "that straight lines can do. It is computed beside every training."));
    case Qt::AccessibleTextRole:
        return column == Tick ? tr("Compare with PCA") : m_pcaTexts[std::size_t(column)];
    case Qt::CheckStateRole:
        return column == Tick ? QVariant(m_pcaTicked ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return column == Tick && m_pcaTicked ? QVariant(chartColours(QGuiApplication::palette()).baseline) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags RunTable::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Tick)
        flags |= Qt::ItemIsUserCheckable;
    if (fieldOf(index.column()) && runAt(index.row()))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool RunTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    const RunSummary* const run = runAt(index.row());
    if (role == Qt::CheckStateRole && index.column() == Tick) {
        const bool ticked = value.toInt() == Qt::Checked;
        if (!run)
            m_pcaTicked = ticked;
        else if (!tick(run->id, ticked))
            return false;
        Q_EMIT dataChanged(index, index);
        tellPca();
        Q_EMIT tickedChanged();
        return true;
    }
    const auto field = fieldOf(index.column());
    if (role != Qt::EditRole || !run || !field)
        return false;
    const QString before = run->*textOf(*field);
    const QString after = value.toString().trimmed();
    if (after == before || (*field == RunField::Name && after.isEmpty()))
        return false;
    Q_EMIT textEdited(run->id, *field, before, after);
    return true;
}

} // namespace hourglass::ui
