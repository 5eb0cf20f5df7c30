// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LedgerTable.h"

#include "engine/api/Ledger.h"
#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>
#include <array>
#include <numeric>

namespace hourglass::ui {

namespace {

enum Column { Term, Value, Unit, PerFeature, Bits, Weight, Weighted, ColumnCount };

QString number(double value) {
    return numberText(value, 4);
}

Qt::Alignment alignmentOf(int column) {
    return (column == Term || column == Unit ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

} // namespace

LedgerTable::LedgerTable(QWidget* parent)
    : QTableWidget(parent) {
    const std::pair<QString, QString> columns[ColumnCount] = {
        {tr("Term"), tr("One summand of the objective, measured on the validation part.")},
        {tr("Value"), tr("Summed over the numbers of a sample, averaged over samples.")},
        {tr("Unit"), tr("Nats are information by the natural logarithm.")},
        {tr("Per feature"), tr("The value divided by the numbers in a sample, as many programs print it.")},
        {tr("Bits"), tr("The value in bits per sample, where it is in nats.")},
        {tr("Weight"), tr("What the value is multiplied with in the objective.")},
        {tr("Weighted"), tr("Weight times value: what counts for the training.")}};
    setColumnCount(ColumnCount);
    for (int i = 0; i < ColumnCount; ++i) {
        auto* header = new QTableWidgetItem(columns[i].first);
        header->setTextAlignment(alignmentOf(i));
        header->setToolTip(asToolTip(columns[i].second));
        setHorizontalHeaderItem(i, header);
    }
    setAccessibleName(tr("Loss ledger"));
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab goes on; the arrow keys go from cell to cell
    setSelectionBehavior(SelectRows);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false); // a number in two lines would read as two
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void LedgerTable::setTerms(const std::vector<TermValue>& terms, std::int64_t features) {
    const std::vector<LedgerRow> rows = ledger(terms, features);
    const auto beta = effectiveBeta(terms);
    setRowCount(int(rows.size()) + (beta ? 1 : 0));
    const auto set = [this](int row, int column, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setTextAlignment(alignmentOf(column));
        setItem(row, column, item);
    };
    for (int row = 0; row < int(rows.size()); ++row) {
        const LedgerRow& entry = rows[std::size_t(row)];
        int column = 0;
        for (const QString& text :
             {toQString(entry.name), number(entry.value), toQString(entry.unit), number(entry.perFeature),
              entry.bits ? number(*entry.bits) : QString(), number(entry.weight), number(entry.weighted)})
            set(row, column++, text);
    }
    if (beta) {
        set(rowCount() - 1, Term, tr("effective β"));
        set(rowCount() - 1, Value, number(*beta));
    }
    fitColumns();
}

void LedgerTable::paintEvent(QPaintEvent* event) {
    QTableWidget::paintEvent(event);
    if (rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(
        viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
        tr("Every term of the objective, counted in each of the ways in which papers count it, at the end of each "
           "epoch. Press Space to train."));
}

void LedgerTable::resizeEvent(QResizeEvent* event) {
    QTableWidget::resizeEvent(event);
    fitColumns();
}

void LedgerTable::fitColumns() {
    std::array<int, ColumnCount> widths;
    for (int i = 0; i < ColumnCount; ++i)
        widths[std::size_t(i)] = std::max(sizeHintForColumn(i), horizontalHeader()->sectionSizeHint(i));
    const int spare = viewport()->width() - std::accumulate(widths.begin(), widths.end(), 0);
    for (int i = 0; i < ColumnCount; ++i)
        setColumnWidth(i, widths[std::size_t(i)] + std::max(0, spare) / ColumnCount);
}

} // namespace hourglass::ui
