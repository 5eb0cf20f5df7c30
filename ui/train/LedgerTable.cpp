// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LedgerTable.h"

#include "engine/api/Ledger.h"
#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>
#include <array>
#include <numeric>

namespace hourglass::ui {

namespace {

enum Column { Term, Value, Unit, PerFeature, Bits, Weight, Weighted, ColumnCount };

} // namespace

LedgerTable::LedgerTable(QWidget* parent)
    : ValueTable(tr("Loss ledger"),
                 {{tr("Term"), tr("One summand of the objective, measured on the validation part."), "term", true},
                  {tr("Value"), tr("Summed over the numbers of a sample, averaged over samples."), "value"},
                  {tr("Unit"), tr("Nats are information by the natural logarithm."), "unit", true},
                  {tr("Per feature"), tr("The value divided by the numbers in a sample, as many programs print it."),
                   "per feature"},
                  {tr("Bits"), tr("The value in bits per sample, where it is in nats."), "bits"},
                  {tr("Weight"), tr("What the value is multiplied with in the objective."), "weight"},
                  {tr("Weighted"), tr("Weight times value: what counts for the training."), "weighted"}},
                 parent) {
    setSelectionBehavior(SelectRows);
    setHorizontalScrollMode(ScrollPerPixel);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void LedgerTable::setTerms(const std::vector<TermValue>& terms, std::int64_t features) {
    const std::vector<LedgerRow> rows = ledger(terms, features);
    const auto beta = effectiveBeta(terms);
    clearContents();
    setRowCount(int(rows.size()) + (beta ? 1 : 0));
    const auto set = [this](int row, int column, double value) { setCell(row, column, numberText(value, 4), value); };
    for (int row = 0; row < int(rows.size()); ++row) {
        const LedgerRow& entry = rows[std::size_t(row)];
        setCell(row, Term, toQString(entry.name));
        set(row, Value, entry.value);
        setCell(row, Unit, toQString(entry.unit));
        set(row, PerFeature, entry.perFeature);
        if (entry.bits)
            set(row, Bits, *entry.bits);
        set(row, Weight, entry.weight);
        set(row, Weighted, entry.weighted);
    }
    if (beta) {
        setCell(rowCount() - 1, Term, tr("effective β"));
        set(rowCount() - 1, Value, *beta);
    }
    fitColumns();
}

void LedgerTable::paintEvent(QPaintEvent* event) {
    ValueTable::paintEvent(event);
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
    ValueTable::resizeEvent(event);
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
