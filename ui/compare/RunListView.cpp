// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunListView.h"

#include "ui/compare/RunTable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>

namespace hourglass::ui {

namespace {

// In widths of an average letter: measuring ten thousand rows would take too long.
constexpr std::array<int, RunTable::ColumnCount> columnLetters{8, 36, 20, 18, 18, 8, 11, 11, 8, 8, 14, 16, 24};

constexpr int MostKept = 100; // chosen rows, through a search

/// What is being typed stays when a report of the run comes meanwhile.
class TextDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        if (const auto* line = qobject_cast<QLineEdit*>(editor); !line || !line->isModified())
            QStyledItemDelegate::setEditorData(editor, index);
    }
};

} // namespace

RunListView::RunListView(RunTable& runs, QWidget* parent)
    : QTableView(parent)
    , m_runs(runs) {
    setModel(&runs);
    setItemDelegate(new TextDelegate(this));
    setAccessibleName(tr("Runs"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setTabKeyNavigation(false); // Tab leads on to the next control
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setIconSize({84, 28});
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    setSortingEnabled(true);
    sortByColumn(RunTable::Started, Qt::DescendingOrder);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isChoosing)
            m_chosen = selectedIds();
        Q_EMIT selectionChangedByUser();
    });
    connect(&runs, &QAbstractItemModel::modelReset, this, &RunListView::chooseAgain);
    fitColumns();
}

/// A search takes the choice from none of the runs that it finds, now or later.
void RunListView::chooseAgain() {
    QItemSelection rows;
    for (const QString& id : m_chosen.mid(0, MostKept))
        if (const int row = m_runs.rowOf(id); row >= 0)
            rows.select(m_runs.index(row, 0), m_runs.index(row, RunTable::ColumnCount - 1));
    if (rows.isEmpty())
        return;
    m_isChoosing = true;
    selectionModel()->setCurrentIndex(m_runs.index(rows.first().top(), RunTable::Name), QItemSelectionModel::NoUpdate);
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    m_isChoosing = false;
}

void RunListView::fitColumns() {
    const int letter = fontMetrics().averageCharWidth();
    for (int column = 0; column < RunTable::ColumnCount; ++column)
        setColumnWidth(column, columnLetters[std::size_t(column)] * letter);
    verticalHeader()->setDefaultSectionSize(std::max(30, fontMetrics().height() + 8));
}

QStringList RunListView::selectedIds() const {
    QStringList ids;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        if (const RunSummary* run = m_runs.runAt(index.row()))
            ids << run->id;
    return ids;
}

QString RunListView::currentId() const {
    const RunSummary* run = m_runs.runAt(currentIndex().row());
    return run ? run->id : QString();
}

void RunListView::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || state() == EditingState) {
        QTableView::keyPressEvent(event);
        return;
    }
    const QModelIndex current = m_runs.index(currentIndex().row(), RunTable::Tick);
    const bool ticked = current.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    for (const QModelIndex& row : selectionModel()->selectedRows(RunTable::Tick))
        if (!m_runs.setData(row, ticked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole))
            break; // there are no more colours
}

void RunListView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

} // namespace hourglass::ui
