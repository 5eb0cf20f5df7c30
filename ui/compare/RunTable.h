// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/RunCells.h"
#include "ui/history/RunRecord.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>
#include <QPixmap>
#include <QSet>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// The runs as rows, searched and sorted here, because a proxy would take too long with ten thousand of them. PCA is the
/// first row, whatever the search and the order. Each row can be ticked, PCA and as many others as there are colours.
class RunTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Tick, Name, Started, Variant, Dataset, Code, Mse, PcaMse, Epochs, Time, State, Tags, Notes, ColumnCount };
    static constexpr int MostTicked = 10; ///< runs

    explicit RunTable(QObject* parent = nullptr);

    /// What changed since last time is told to views row by row, if it is not much: selection and open editors stay.
    void setRuns(const RunList& runs);
    /// Shows the runs that have all these words in what can be searched.
    void setSearch(const QString& words);
    void setThumbnail(const QString& id, const QImage& thumbnail); ///< null where there is none
    /// Shows a text as it was just edited, before the history says so.
    void setText(const QString& id, RunField field, const QString& text);

    const RunSummary* runAt(int row) const;          ///< null for PCA and rows that are not there
    int rowOf(const QString& id) const;              ///< −1 where it is not shown
    const RunSummary* find(const QString& id) const; ///< also where the search hides it; null where it is gone
    std::vector<RunSummary> shown() const;           ///< in the order of the rows
    qsizetype runCount() const { return qsizetype(m_runs.size()); }

    /// Runs by their colour's number; an empty id is a colour that is free. Each keeps its colour as long as it is ticked.
    /// One that goes and comes back, because its deletion was undone, is ticked again.
    const std::array<QString, MostTicked>& ticked() const { return m_ticked; }
    bool isPcaTicked() const { return m_pcaTicked; }
    void untickAll(); ///< the runs, not PCA

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void tickedChanged();
    void tooManyTicked();
    /// The user wrote something else into a cell; nothing has changed yet.
    void textEdited(const QString& id, hourglass::ui::RunField field, const QString& before, const QString& after);
    /// A row is painted and has no picture yet, or one of before the run went on.
    void thumbnailWanted(const QString& id) const;

private:
    using Run = RunList::value_type;

    // RunRows.cpp
    bool matches(const RunSummary& run) const;
    SortKey keyOf(const RunSummary& run) const;
    void arrange();
    RunList found() const;
    bool replace(const Run& before, const Run& after);
    void showAnew();
    void showChanges();
    void showInOrder(const RunList& next);

    std::optional<int> colourOf(const QString& id) const;
    bool tick(const QString& id, bool ticked);
    bool followTicks();
    void tellPca();
    QVariant pcaData(int column, int role) const;
    QVariant decoration(const RunSummary& run, int column) const;

    RunList m_runs;   ///< all, the latest first
    RunList m_sorted; ///< all, in order
    RunList m_shown;  ///< those of them that the search finds; row n + 1 is entry n
    QHash<QString, Run> m_byId;
    QStringList m_words; ///< of the search, in lower case
    int m_sortColumn = Started;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    std::array<QString, MostTicked> m_ticked;
    QStringList m_tickedGone; ///< ids
    bool m_pcaTicked = true;
    std::array<QString, ColumnCount> m_pcaTexts;
    mutable QCache<QString, QPixmap> m_thumbnails; ///< asking for an entry makes it the newest
    mutable QSet<QString> m_wanted;                ///< thumbnails asked for
    mutable QSet<QString> m_outdated;              ///< thumbnails to be asked for again
};

} // namespace hourglass::ui
