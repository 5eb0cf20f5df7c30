// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ProbeTable.h"

#include "ui/session/Convert.h"
#include "ui/train/ShareDelegate.h"
#include "ui/widgets/Words.h"

#include <QHeaderView>

namespace hourglass::ui {

namespace {

enum Column { Name, Numbers, Accuracy, Error, ColumnCount };

/// Whether the row is there for the network's own to be compared with.
bool isAside(const ProbeRow& row) {
    return row.name != "code" && row.name != "fine-tuned";
}

} // namespace

ProbeTable::ProbeTable(QWidget* parent)
    : ValueTable(
          tr("Accuracy of the classifiers"),
          {{tr("Classifier on"),
            tr("What the classifier is given. The code: what the encoder makes of a sample. The raw input: the sample itself, "
               "which shows how easy the task is without any network. PCA: principal components, the best straight-line code "
               "of the same size. Fine-tuned: the encoder went on learning together with the classifier; the same network "
               "from random weights shows what its training before was worth."),
            "classifier on", true},
           {tr("Numbers"), tr("How many numbers the classifier sees of each sample."), "numbers"},
           {tr("Accuracy"), tr("Share of the validation samples whose class it names correctly."), "accuracy"},
           {tr("Error"), tr("Share of the validation samples that it gets wrong."), "error"}},
          parent) {
    setItemDelegateForColumn(Accuracy, new ShareDelegate(this));
    setSelectionMode(NoSelection);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Accuracy, QHeaderView::Stretch);
}

void ProbeTable::begin(std::int64_t checked) {
    setRowCount(0);
    m_decimals = checked > 1000 ? 2 : 1;
}

void ProbeTable::addRow(const ProbeRow& row) {
    const auto percent = [&](double share) { return tr("%1 %").arg(100 * share, 0, 'f', m_decimals); };
    const int index = rowCount();
    setRowCount(index + 1);
    setCell(index, Name, toQString(row.name));
    setCell(index, Numbers, grouped(row.features), double(row.features));
    setCell(index, Accuracy, percent(1 - row.error), 1 - row.error);
    setCell(index, Error, percent(row.error), row.error);
    if (!isAside(row))
        for (int column = 0; column < ColumnCount; ++column) {
            QFont bold = font();
            bold.setBold(true);
            item(index, column)->setFont(bold);
        }
    item(index, Accuracy)->setData(ShareDelegate::ShareRole, 1 - row.error);
    item(index, Accuracy)->setData(ShareDelegate::AsideRole, isAside(row));
}

} // namespace hourglass::ui
