// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/SettingsTable.h"

#include "ui/compare/RunSettings.h"
#include "ui/style/ClassColours.h"
#include "ui/widgets/Colours.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace hourglass::ui {

namespace {

constexpr int DifferRole = Qt::UserRole;
constexpr int WidestColumn = 320; // px; a layer says much

struct Row {
    QString group;
    QString label;
    QStringList values; ///< one for each run that can be read; empty where it has no such setting

    bool differs() const { return std::ranges::adjacent_find(values, std::not_equal_to<>()) != values.end(); }
};

qsizetype readable(const ComparedRuns& runs) {
    return std::ranges::count_if(runs, [](const ComparedRun& run) { return run.experiment.has_value(); });
}

/// Every setting of any of the runs, in the order in which they come.
std::vector<Row> rowsOf(const ComparedRuns& runs) {
    std::vector<Row> rows;
    qsizetype column = 0;
    for (const ComparedRun& run : runs) {
        if (!run.experiment)
            continue;
        auto place = rows.begin(); // a setting that is new stands behind the one that came before it
        for (const RunSetting& setting : settingsOf(*run.experiment)) {
            auto row = std::ranges::find_if(
                rows, [&](const Row& known) { return known.group == setting.group && known.label == setting.label; });
            if (row == rows.end()) {
                QStringList none;
                none.resize(readable(runs));
                row = rows.insert(place, {setting.group, setting.label, none});
            }
            row->values[column] = setting.value;
            place = std::next(row);
        }
        ++column;
    }
    return rows;
}

} // namespace

SettingsTable::SettingsTable(QWidget* parent)
    : QWidget(parent)
    , m_onlyDifferences(new QCheckBox(tr("Only &differences")))
    , m_table(new QTableWidget) {
    m_onlyDifferences->setChecked(true);
    m_onlyDifferences->setToolTip(asToolTip(tr("Leave out the settings that are the same in all ticked runs.")));
    m_table->setAccessibleName(tr("Settings of the ticked runs"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_onlyDifferences);
    layout->addWidget(m_table, 1);
    connect(m_onlyDifferences, &QCheckBox::toggled, this, &SettingsTable::hideEqualRows);
}

void SettingsTable::setRuns(const ComparedRuns& runs) {
    m_runs = runs;
    fill();
}

void SettingsTable::fill() {
    const std::vector<Row> rows = rowsOf(m_runs);
    const QColor marked = blended(palette().color(QPalette::Base), palette().color(QPalette::Highlight), 0.2);
    m_table->setColumnCount(int(m_runs.size()) + 1);
    m_table->setRowCount(int(rows.size()));
    m_table->setHorizontalHeaderItem(0, new QTableWidgetItem(tr("Setting")));
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const ComparedRun& run = m_runs[i];
        auto* header = new QTableWidgetItem(run.summary.name);
        QPixmap swatch(10, 10);
        swatch.fill(classColour(run.colour, palette()));
        header->setIcon(swatch);
        header->setToolTip(asToolTip(run.experiment ? run.summary.name
                                                    : tr("This program cannot read the experiment of %1. A newer one may "
                                                         "have written it.")
                                                          .arg(run.summary.name)));
        m_table->setHorizontalHeaderItem(int(i) + 1, header);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool differs = rows[i].differs();
        QStringList texts{tr("%1: %2").arg(rows[i].group, inSentence(rows[i].label))};
        QStringList values = rows[i].values;
        for (const ComparedRun& run : m_runs)
            texts << (run.experiment ? values.takeFirst() : QString());
        for (int column = 0; column < texts.size(); ++column) {
            auto* item = new QTableWidgetItem(texts[column].isEmpty() ? QStringLiteral("–") : texts[column]);
            item->setToolTip(asToolTip(texts[column]));
            item->setData(DifferRole, differs);
            if (differs && column > 0 && m_runs[std::size_t(column - 1)].experiment)
                item->setBackground(marked);
            if (differs) { // not by colour alone
                QFont bold = font();
                bold.setBold(true);
                item->setFont(bold);
            }
            m_table->setItem(int(i), column, item);
        }
    }
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_table->setColumnWidth(column, std::min(WidestColumn, m_table->columnWidth(column)));
    hideEqualRows();
}

void SettingsTable::hideEqualRows() {
    const bool hide = m_onlyDifferences->isChecked() && readable(m_runs) > 1; // a single one has nothing to differ from
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHidden(row, hide && !m_table->item(row, 0)->data(DifferRole).toBool());
}

void SettingsTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        fill();
}

} // namespace hourglass::ui
